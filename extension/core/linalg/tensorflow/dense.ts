import { expectLength } from '../checks';
import { mirrorLower } from '../mirror';
import type { CurvatureWeights, DenseMatrix, PlacedMatrix } from '../types';
import { applyOnce, expectWeights, scalarWeights } from '../weights';
import type { Handle, Scope, Session } from './session';

/** Numbers in one piece of a matrix: temporaries of the same size are made of one piece at a time. */
const PIECE = 2 ** 24;

/** Some rows of X as a tensor. */
interface Piece {
  first: number;
  rows: number;
  x: Handle;
}

/** W of one piece: what a softmax needs is kept as it is, blocks as rows × k × k, a single score as rows × 1. */
type PieceWeights =
  | { kind: 'single'; w: Handle }
  | { kind: 'blocks'; w: Handle }
  | { kind: 'softmax'; p: Handle; factors?: Handle };

/** X stays on TensorFlow's side, in pieces of rows. */
export function placeDense(session: Session, matrix: DenseMatrix): PlacedMatrix {
  const { rows, cols, data } = matrix;
  const pieces: Piece[] = [];
  if (cols > 0) {
    const step = Math.max(1, Math.floor(PIECE / cols));
    for (let first = 0; first < rows; first += step) {
      const count = Math.min(step, rows - first);
      const part = data.subarray(first * cols, (first + count) * cols);
      const x = session.scope((scope) => scope.keep(scope.upload(part, [count, cols])));
      pieces.push({ first, rows: count, x });
    }
  }

  /** The sum over all pieces of what `term` gives for one, or zeros. */
  const sumOver = (length: number, term: (scope: Scope, piece: Piece, at: number) => Handle): Float64Array =>
    session.scope((scope) => {
      let total: Handle | undefined;
      pieces.forEach((piece, at) => {
        const before = total;
        total = scope.nested((inner) => {
          const next = term(inner, piece, at);
          return before ? inner.run('AddV2', [before, next]) : next;
        });
        if (before) scope.discard(before);
      });
      return total ? scope.read(total) : new Float64Array(length);
    });

  return {
    rows,
    cols,
    times(b, k) {
      expectLength('B', b, cols * k);
      const out = new Float64Array(rows * k);
      if (k > 0)
        for (const { first, x } of pieces)
          session.scope((scope) =>
            out.set(scope.read(scope.multiply(x, scope.upload(b, [cols, k]))), first * k),
          );
      return out;
    },
    transposeTimes(r, k) {
      expectLength('R', r, rows * k);
      if (k === 0) return new Float64Array(0);
      return sumOver(cols * k, (scope, { first, rows: count, x }) => {
        const part = scope.upload(r.subarray(first * k, (first + count) * k), [count, k]);
        return scope.multiply(x, part, { a: true });
      });
    },
    weightedGram(w) {
      expectLength('w', w, rows);
      const gram = sumOver(cols * cols, (scope, { first, rows: count, x }) => {
        const weights = scope.upload(w.subarray(first, first + count), [count, 1]);
        return scope.multiply(x, scope.run('Mul', [x, weights]), { a: true });
      });
      return mirrorLower(gram, cols);
    },
    rowGram() {
      const out = new Float64Array(rows * rows);
      for (const left of pieces)
        for (const right of pieces) {
          if (right.first > left.first) break;
          const block = session.scope((scope) => scope.read(scope.multiply(left.x, right.x, { b: true })));
          for (let i = 0; i < left.rows; i++)
            out.set(
              block.subarray(i * right.rows, (i + 1) * right.rows),
              (left.first + i) * rows + right.first,
            );
        }
      return mirrorLower(out, rows);
    },
    curvatureTimes(w, v, k) {
      return applyOnce(this, w, v, k);
    },
    placeCurvature(weights, k) {
      expectWeights(weights, rows, k);
      const placed = pieces.map((piece) => placeWeights(session, weights, piece, k));
      return {
        times(v, m = 1) {
          expectLength('V', v, cols * k * m);
          return sumOver(cols * k * m, (scope, { rows: count, x }, at) => {
            const scores = scope.multiply(x, scope.upload(v, [cols, k * m]));
            return scope.multiply(x, weigh(scope, placed[at]!, scores, count, k, m), { a: true });
          });
        },
        dispose: () => placed.forEach((one) => releaseWeights(session, one)),
      };
    },
    rowQuadraticForms(s) {
      expectLength('S', s, cols * cols);
      const out = new Float64Array(rows);
      for (const { first, x } of pieces)
        session.scope((scope) => {
          const xs = scope.multiply(x, scope.upload(s, [cols, cols]));
          out.set(scope.read(scope.sum(scope.run('Mul', [xs, x]), 1)), first);
        });
      return out;
    },
    rowSquares(b, k) {
      expectLength('B', b, cols * k);
      const out = new Float64Array(rows);
      if (k > 0)
        for (const { first, x } of pieces)
          session.scope((scope) => {
            const xb = scope.multiply(x, scope.upload(b, [cols, k]));
            out.set(scope.read(scope.sum(scope.run('Mul', [xb, xb]), 1)), first);
          });
      return out;
    },
    dispose: () => pieces.forEach(({ x }) => session.release(x)),
  };
}

function placeWeights(session: Session, weights: CurvatureWeights, piece: Piece, k: number): PieceWeights {
  const { first, rows } = piece;
  const keep = (values: Float64Array, width: number, shape: number[]): Handle =>
    session.scope((scope) =>
      scope.keep(scope.upload(values.subarray(first * width, (first + rows) * width), shape)),
    );
  if (k === 1) return { kind: 'single', w: keep(scalarWeights(weights), 1, [rows, 1]) };
  if (weights.kind === 'blocks') return { kind: 'blocks', w: keep(weights.values, k * k, [rows, k, k]) };
  return {
    kind: 'softmax',
    p: keep(weights.probabilities, k, [rows, k, 1]),
    factors: weights.factors ? keep(weights.factors, 1, [rows, 1, 1]) : undefined,
  };
}

function releaseWeights(session: Session, weights: PieceWeights): void {
  if (weights.kind !== 'softmax') session.release(weights.w);
  else {
    session.release(weights.p);
    if (weights.factors) session.release(weights.factors);
  }
}

/** W ∘ S for S of rows × (k · m). */
function weigh(
  scope: Scope,
  weights: PieceWeights,
  scores: Handle,
  rows: number,
  k: number,
  m: number,
): Handle {
  if (weights.kind === 'single') return scope.run('Mul', [weights.w, scores]);
  const perRow = scope.reshape(scores, [rows, k, m]);
  return scope.reshape(weighBlocks(scope, weights, perRow, rows, k, m), [rows, k * m]);
}

/** The same on S of rows × k × m. */
function weighBlocks(
  scope: Scope,
  weights: Exclude<PieceWeights, { kind: 'single' }>,
  scores: Handle,
  rows: number,
  k: number,
  m: number,
): Handle {
  if (weights.kind === 'blocks') {
    if (m > 1) return scope.run('BatchMatMulV2', [weights.w, scores], { adj_x: false, adj_y: false });
    return scope.sum(scope.run('Mul', [weights.w, scope.reshape(scores, [rows, 1, k])]), 2);
  }
  const mean = scope.sum(scope.run('Mul', [weights.p, scores]), 1, true);
  const weighted = scope.run('Mul', [weights.p, scope.run('Sub', [scores, mean])]);
  return weights.factors ? scope.run('Mul', [weighted, weights.factors]) : weighted;
}
