import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import { throwIfCancelled } from '../../pacing';
import { expectLength, notPositiveDefinite } from '../checks';
import { mirrorLower } from '../mirror';
import type { CholeskyFactor } from '../types';
import type { Handle, Scope, Session } from './session';

/** L stays on TensorFlow's side. The factorization is one call: a cancel arrives before or after it. */
export async function factorCholesky(
  session: Session,
  a: Float64Array,
  n: number,
  work: Work,
): Promise<CholeskyFactor> {
  expectLength('A', a, n * n);
  throwIfCancelled(work);
  if (n === 0) return emptyFactor();
  work.progress({ stage: 'Factoring the curvature' });
  const l = session.scope((scope) => {
    const factor = decompose(scope, a, n);
    // The library notices a pivot that is not positive, but lets NaN pass.
    const diagonal = scope.read(scope.run('MatrixDiagPart', [factor]));
    const bad = diagonal.findIndex((value) => !(value > 0 && value < Infinity));
    if (bad >= 0) throw notPositiveDefinite(n, bad);
    return scope.keep(factor);
  });
  try {
    throwIfCancelled(work);
  } catch (error) {
    session.release(l);
    throw error;
  }
  return createFactor(session, l, n);
}

function decompose(scope: Scope, a: Float64Array, n: number): Handle {
  const matrix = scope.upload(a, [n, n]);
  try {
    return scope.run('Cholesky', [matrix]);
  } catch (error) {
    if (error instanceof LensError && /not successful/i.test(error.message)) throw notPositiveDefinite(n);
    throw error;
  }
}

function createFactor(session: Session, l: Handle, n: number): CholeskyFactor {
  const forward = (scope: Scope, b: Handle): Handle =>
    scope.run('MatrixTriangularSolve', [l, b], { lower: true, adjoint: false });
  const backward = (scope: Scope, b: Handle): Handle =>
    scope.run('MatrixTriangularSolve', [l, b], { lower: true, adjoint: true });
  return {
    n,
    solve(b, k) {
      expectLength('B', b, n * k);
      if (k === 0) return new Float64Array(0);
      return session.scope((scope) => scope.read(backward(scope, forward(scope, scope.upload(b, [n, k])))));
    },
    halfSolve(b, k) {
      expectLength('B', b, n * k);
      if (k === 0) return new Float64Array(0);
      return session.scope((scope) => scope.read(forward(scope, scope.upload(b, [n, k]))));
    },
    async inverse(work) {
      throwIfCancelled(work);
      work.progress({ stage: 'Inverting the curvature' });
      const inverse = session.scope((scope) => {
        const half = forward(scope, scope.upload(identityOf(n), [n, n]));
        return scope.read(scope.multiply(half, half, { a: true }));
      });
      throwIfCancelled(work);
      return mirrorLower(inverse, n);
    },
    async inverseDiagonal(work) {
      throwIfCancelled(work);
      work.progress({ stage: 'Inverting the curvature' });
      const diagonal = session.scope((scope) => {
        const half = forward(scope, scope.upload(identityOf(n), [n, n]));
        const ones = scope.upload(new Float64Array(n).fill(1), [1, n]);
        return scope.read(scope.multiply(ones, scope.run('Square', [half])));
      });
      throwIfCancelled(work);
      return diagonal;
    },
    dispose: () => session.release(l),
  };
}

function identityOf(n: number): Float64Array {
  const identity = new Float64Array(n * n);
  for (let i = 0; i < n; i++) identity[i * n + i] = 1;
  return identity;
}

function emptyFactor(): CholeskyFactor {
  const nothing = (): Float64Array => new Float64Array(0);
  const later = async (): Promise<Float64Array> => nothing();
  return { n: 0, solve: nothing, halfSolve: nothing, inverse: later, inverseDiagonal: later, dispose() {} };
}
