/** `l2: "auto"`: the penalty with the least held-out loss, from strong to weak with warm starts. */
import type { Work } from '../../../contract/progress';
import type { Float64Backend, Matrix } from '../../linalg/types';
import { createPacer } from '../../pacing';
import { passFlops } from '../../solvers/cost';
import { storedEntries } from './design';
import { createDirections } from './directions';
import { stratifiedFolds } from './folds';
import { averageLoss } from './objective';
import type { LinearProblem } from './objective';
import { minimizeAlongPath } from './path';

export interface Choice {
  l2: number;
  /** Held-out loss of every candidate, in the order tried. */
  path: { l2: number; loss: number }[];
}

/** Enough for a held-out loss; the chosen model is then fitted to the optimum. */
const LOOSE = { tolerance: 1e-4, maxIterations: 100, stage: 'Choosing the penalty' };
/** Passes over the data that a fit on the path takes, roughly. */
const PASSES = 40;
/** Operations that a full path of five folds may cost; above it folds and candidates are fewer. */
const AFFORDABLE = 1e12;
/** The path ends after this many candidates without a better one. */
const PATIENCE = 2;
const DECADES = 8;

/** @param problem its `l2` is not used */
export async function chooseL2(
  problem: Omit<LinearProblem, 'l2'>,
  seed: number,
  backend: Float64Backend,
  work: Work,
): Promise<Choice> {
  const { design, labels, loss } = problem;
  const pass = passFlops(design.matrix, loss.scores);
  const thorough = pass * PASSES * 5 * 2 * DECADES <= AFFORDABLE;
  const folds = thorough ? 5 : 3;
  const perDecade = thorough ? 2 : 1;
  const fold = stratifiedFolds(labels, loss.classes, folds, seed);
  const splits = Array.from({ length: folds }, (_, f) => split(problem, fold, f)).filter(
    ({ heldOut }) => heldOut.count > 0,
  );
  const thetas: Float64Array[] = splits.map(() => new Float64Array(design.width * loss.scores));
  const directions = createDirections(backend);
  const pacer = createPacer(work);
  const path: Choice['path'] = [];
  let best = 0;
  try {
    for (const l2 of candidates(design.matrix, perDecade)) {
      let total = 0;
      for (const [f, { trained, heldOut }] of splits.entries()) {
        const training = { ...trained, l2 };
        const { point } = await minimizeAlongPath(training, thetas[f], directions, LOOSE, work);
        thetas[f] = point.theta;
        total += averageLoss({ ...heldOut, l2 }, point.scores) * heldOut.count;
        const done = path.length + (f + 1) / splits.length;
        await pacer.pause({ stage: LOOSE.stage, fraction: done / (DECADES * perDecade + 1) });
      }
      const held = splits.reduce((sum, { heldOut }) => sum + heldOut.count, 0);
      path.push({ l2, loss: total / held });
      if (path[path.length - 1].loss < path[best].loss) best = path.length - 1;
      if (path.length - 1 - best >= PATIENCE) break;
    }
  } finally {
    directions.dispose();
  }
  return { l2: path[best].l2, path };
}

/** Powers of ten (and their halves) down from a tenth of the mean squared length of the rows, where weights begin to matter. */
function candidates(matrix: Matrix, perDecade: number): number[] {
  const top = Math.floor(Math.log10(meanSpread(matrix) || 1)) - 1;
  return Array.from({ length: DECADES * perDecade + 1 }, (_, step) =>
    Number((10 ** (top - step / perDecade)).toPrecision(3)),
  );
}

/** Σ of the variances of the columns: mean squared distance of a row from the mean row. */
function meanSpread(matrix: Matrix): number {
  const sums = new Float64Array(matrix.cols);
  let squares = 0;
  const stored = storedEntries(matrix);
  const values = matrix.kind === 'dense' ? matrix.data : matrix.values;
  for (let at = 0; at < stored; at++) {
    sums[matrix.kind === 'dense' ? at % matrix.cols : matrix.indices[at]] += values[at];
    squares += values[at] * values[at];
  }
  const ofMean = sums.reduce((sum, value) => sum + (value / matrix.rows) ** 2, 0);
  return Math.max(0, squares / matrix.rows - ofMean);
}

type WithoutL2 = Omit<LinearProblem, 'l2'>;

function split(problem: WithoutL2, fold: Int32Array, f: number): { trained: WithoutL2; heldOut: WithoutL2 } {
  const part = (keep: (of: number) => boolean): WithoutL2 => {
    const included = Uint8Array.from(fold, (of) => (keep(of) ? 1 : 0));
    return { ...problem, included, count: included.reduce((sum, one) => sum + one, 0) };
  };
  return { trained: part((of) => of !== f), heldOut: part((of) => of === f) };
}
