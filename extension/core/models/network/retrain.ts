import { readParameters, writeParameters } from '../../autodiff/parameters';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { TrainingChange } from '../insight';
import type { FittedModel } from '../types';
import { takeRows } from './data';
import { polish } from './polish';
import { factoredLayers, preconditionerOf } from './preconditioner';
import { norm, type NetworkProblem } from './problem';
import { reportOf, retraining } from './report';
import type { NetworkState } from './state';

/** The nearest optimum after the change, from the model's own parameters, as Koh & Liang (section 4.2) retrain networks. */
export async function retrainChanged(
  state: NetworkState,
  change: TrainingChange,
  work: Work,
): Promise<FittedModel> {
  const { problem, factors, backend, another, modelOf } = state;
  const known = await factors.find(work);
  let given = known instanceof LensError ? undefined : preconditionerOf(problem, known);
  const network = another();
  try {
    writeParameters(network.parameters, readParameters(problem.network.parameters));
    const changed: NetworkProblem = { ...changedProblem(problem, change), network };
    const { at, iterations } = await polish(
      changed,
      {
        ...retraining(changed),
        memory: backend.memory,
        // A row changes little: the factors of all rows serve, until the way turns out to be long.
        preconditioner: async (at, batches) => {
          const first = given ?? (await factoredLayers(at, batches, backend, work));
          given = undefined;
          return first;
        },
        stage: 'Retraining',
      },
      work,
    );
    return modelOf(changed, reportOf(changed, at, iterations, norm(at.gradient)));
  } catch (error) {
    network.dispose();
    throw error;
  }
}

function changedProblem(problem: NetworkProblem, { rows, labels: given }: TrainingChange): NetworkProblem {
  if (given) {
    const labels = problem.labels.slice();
    rows.forEach((row, i) => (labels[row] = given[i]));
    return { ...problem, labels };
  }
  const out = new Set(rows);
  const left = Int32Array.from(problem.labels.keys()).filter((i) => !out.has(i));
  return {
    ...problem,
    features: takeRows(problem.features, left),
    labels: left.map((i) => problem.labels[i]),
  };
}
