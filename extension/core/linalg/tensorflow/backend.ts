import { LensError } from '../../../contract/errors';
import { throwIfCancelled } from '../../pacing';
import { expectFiniteLower, expectLength, expectMatrix } from '../checks';
import type { Float64Backend } from '../types';
import { bindingOf, type TfjsNode } from './binding';
import { factorCholesky } from './cholesky';
import { placeDense } from './dense';
import { createSession } from './session';

/**
 * Float64 on TensorFlow's native operations.
 * @param tf the loaded `@tensorflow/tfjs-node`
 * @param companion takes the sparse matrices, for which TensorFlow has no fast float64 operations; disposed of with this backend
 */
export function createTensorflowBackend(tf: TfjsNode, companion: Float64Backend): Float64Backend {
  const binding = bindingOf(tf);
  if (!binding) throw new LensError('backend', 'This TensorFlow.js has no native library behind it.');
  const session = createSession(binding);
  return {
    name: 'tensorflow',
    version: `${tf.version['tfjs-node'] ?? tf.version['tfjs'] ?? ''} (TensorFlow ${binding.TF_Version})`,
    memory: companion.memory,
    held: () => session.held() + companion.held(),
    place(matrix) {
      if (matrix.kind === 'sparse') return companion.place(matrix);
      expectMatrix(matrix);
      return placeDense(session, matrix);
    },
    cholesky: (a, n, work) => factorCholesky(session, a, n, work),
    multiply(a, b, m, k, n, transpose = {}) {
      expectLength('A', a, m * k);
      expectLength('B', b, k * n);
      if (m * n * k === 0) return new Float64Array(m * n);
      return session.scope((scope) => {
        const left = scope.upload(a, transpose.a ? [k, m] : [m, k]);
        const right = scope.upload(b, transpose.b ? [n, k] : [k, n]);
        return scope.read(scope.multiply(left, right, transpose));
      });
    },
    async symmetricEigen(a, n, work) {
      expectLength('A', a, n * n);
      expectFiniteLower(a, n);
      throwIfCancelled(work);
      if (n === 0) return { values: new Float64Array(0), vectors: new Float64Array(0) };
      work.progress({ stage: 'Eigendecomposition' });
      const result = session.scope((scope) => {
        const matrix = scope.upload(a, [n, n]);
        const [values, vectors] = scope.runMany('SelfAdjointEigV2', [matrix], 2, { compute_v: true });
        return { values: scope.read(values!), vectors: scope.read(vectors!) };
      });
      throwIfCancelled(work);
      return result;
    },
    dispose: () => companion.dispose(),
  };
}
