import type { Work } from '../../../contract/progress';
import { conjugateGradientSolver, iterativeInverse } from '../../solvers/cg';
import { diagonal } from '../../solvers/preconditioners/diagonal';
import type { RowEdit } from '../insight';
import type { FittedModel } from '../types';
import { linearCurvature } from './curvature';
import { denseRow } from './design';
import { createDirections } from './directions';
import { editedDesign } from './editedDesign';
import { createFittedModel } from './fitted';
import { createInverses } from './inverses';
import { TO_THE_OPTIMUM } from './newton';
import { minimizeAlongPath } from './path';
import { reportOf } from './report';
import type { Inverses, LinearState, Retrain } from './state';

/** An attack takes many. */
const SOLVES = 1000;

/**
 * The optimum with other features in one row; the penalty is kept. One row changes the curvature by little: the factor of the origin's
 * preconditions all that is solved here, and nothing is factored. A column
 * that the origin left out, being zero in all training rows, is not seen. The retrained model lives on the data of its origin and must not outlive it.
 */
export async function retrainEdited(
  { problem: origin, point: optimum, inverses, backend }: LinearState,
  { row, features, start }: RowEdit<FittedModel>,
  retrain: Retrain,
  work: Work,
): Promise<FittedModel> {
  const x = denseRow(origin.design.adapt(features), 0);
  const problem = { ...origin, design: editedDesign(origin.design, row, x, backend) };
  // A loss without curvature has none to offer.
  const held = origin.loss.kinked
    ? undefined
    : (await inverses.get('auto', 0, { solves: SOLVES, rows: 0 }, work)).held;
  const preconditioner = held && {
    apply: (r: Float64Array, m: number) => held.inverse.approximate(r, m),
    dispose: () => undefined,
  };
  const directions = createDirections(backend, preconditioner);
  try {
    const theta = start?.save().arrays['theta'] ?? optimum.theta;
    const options = { ...TO_THE_OPTIMUM, stage: 'Retraining' };
    const reached = await minimizeAlongPath(problem, theta, directions, options, work);
    const { point } = reached;
    const iterated: Inverses | undefined = preconditioner && {
      get(_, damping) {
        const curvature = linearCurvature(problem, point, damping);
        const inverse = iterativeInverse(curvature, diagonal, preconditioner);
        const reason = 'The curvature of the model before the edit preconditions that after it.';
        return Promise.resolve({ held: { curvature, inverse, entry: conjugateGradientSolver }, reason });
      },
      price: () => undefined,
      dispose: () => undefined,
    };
    return createFittedModel(
      problem,
      point,
      reportOf(problem, reached),
      backend,
      retrain,
      true,
      iterated ?? createInverses(problem, point, backend),
    );
  } finally {
    directions.dispose();
  }
}
