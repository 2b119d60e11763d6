import type { LinearCurvature, ProductCount } from '../../solvers/types';
import { storedEntries } from './design';
import type { RowCurvature } from './losses/types';
import type { LinearProblem, Point } from './objective';

/** Curvature that holds an intercept as good as still. */
const HELD = 1e12;

/** H + δI at a point. */
export function linearCurvature(problem: LinearProblem, point: Point, damping = 0): LinearCurvature {
  const { design, loss, labels, included, count, l2 } = problem;
  const k = loss.scores;
  const { rows, width } = design;
  const dimension = width * k;
  const rowWeights: RowCurvature = loss.curvature(point.scores, labels);
  const weightEntries = (width - 1) * k;
  // Without any curvature nothing else would hold the intercept.
  const interceptRidge = loss.kinked ? HELD : 0;
  const products: ProductCount = { vectors: 0, ms: 0 };
  return {
    dimension,
    memory: design.memory,
    damping,
    flops: 4 * storedEntries(design.matrix) * k,
    rows,
    width,
    scores: k,
    features: design.matrix,
    placed: design.placed,
    l2,
    interceptRidge,
    count,
    products,
    times(v, m, omit) {
      const start = performance.now();
      const moved = rowWeights.times(design.placed.times(v, k * m), m);
      included?.forEach((counts, i) => {
        if (counts === 0) moved.fill(0, i * k * m, (i + 1) * k * m);
      });
      omit?.forEach((row, column) => {
        for (let at = 0; at < k; at++) moved[(row * k + at) * m + column] = 0;
      });
      const out = design.placed.transposeTimes(moved, k * m);
      for (let at = 0; at < out.length; at++) {
        const ridge = at < weightEntries * m ? l2 + damping : interceptRidge + damping;
        out[at] = out[at] / count + ridge * v[at];
      }
      products.vectors += m;
      products.ms += performance.now() - start;
      return out;
    },
    weights(from, to) {
      const blocks = rowWeights.blocks(from, to);
      for (let i = from; i < to; i++)
        if (included?.[i] === 0) blocks.fill(0, (i - from) * k * k, (i - from + 1) * k * k);
      return blocks;
    },
  };
}
