/** Stochastic estimation for networks: each step takes the damped curvature of one of several random parts of the rows. */
import type { Work } from '../../../contract/progress';
import { extremeEigenvalues } from '../../linalg/lanczos';
import type { Float64Backend } from '../../linalg/types';
import { createRandom, shuffle } from '../../random';
import { solveStochastically } from '../../solvers/stochastic';
import type { Solution } from '../../solvers/types';
import { createBatches } from './batches';
import { createCurvature, type NetworkCurvature } from './curvature';
import { takeRows } from './data';
import type { NetworkProblem } from './problem';

const PARTS = 8;
const LANCZOS = { steps: 15, seed: 1 };
/** The largest eigenvalue is found from below. */
const MARGIN = 1.2;

export interface NetworkStochastic {
  solve(b: Float64Array, tolerance: number, work: Work): Promise<Solution & { iterations: number }>;
  dispose(): void;
}

/** @param whole the curvature of all rows; its damping is that of the parts */
export async function createStochastic(
  problem: NetworkProblem,
  whole: NetworkCurvature,
  memory: number,
  backend: Float64Backend,
  work: Work,
): Promise<NetworkStochastic> {
  const n = problem.features.rows;
  const order = shuffle(
    Int32Array.from({ length: n }, (_, i) => i),
    createRandom(0),
  );
  const count = Math.min(PARTS, n);
  const parts = Array.from({ length: count }, (_, p) => {
    const rows = order.subarray(Math.floor((p * n) / count), Math.floor(((p + 1) * n) / count)).sort();
    const labels = rows.map((i) => problem.labels[i]);
    const of: NetworkProblem = { ...problem, features: takeRows(problem.features, rows), labels };
    const batches = createBatches(of, memory / (2 * count));
    return { batches, curvature: createCurvature(of, batches, whole.kind, whole.damping), rows };
  });
  // A part that bends more than the whole bounds the step.
  let largest = 0;
  for (const { curvature } of parts) {
    const apply = (v: Float64Array): Float64Array => curvature.times(v);
    const ends = await extremeEigenvalues(whole.dimension, apply, LANCZOS, backend, work);
    largest = Math.max(largest, ends.largest);
  }
  const operator = {
    scale: MARGIN * largest,
    floor: problem.l2 + whole.damping,
    times: (v: Float64Array) => whole.times(v),
    sample: (v: Float64Array, _: number, random: () => number) => {
      // A row counts alike in whichever part it is.
      let at = Math.floor(random() * n);
      const drawn = parts.find(({ rows }) => (at -= rows.length) < 0)!;
      return drawn.curvature.times(v);
    },
  };
  return {
    solve: (b, tolerance, work) =>
      solveStochastically(
        operator,
        b,
        1,
        { tolerance, seed: 0, stage: 'Solving by stochastic estimation' },
        work,
      ),
    dispose: () => parts.forEach(({ batches }) => batches.dispose()),
  };
}
