import { readParameters, writeParameters } from '../../autodiff/parameters';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { FittedModel } from '../types';
import { takeRows } from './data';
import { polish } from './polish';
import { factoredLayers, preconditionerOf } from './preconditioner';
import { norm, type NetworkProblem } from './problem';
import { reportOf, retraining } from './report';
import type { NetworkState } from './state';

/** The nearest optimum without these rows, from the model's own parameters, as Koh & Liang (section 4.2) retrain networks. */
export async function retrainWithout(
  state: NetworkState,
  rows: Int32Array,
  work: Work,
): Promise<FittedModel> {
  const { problem, factors, backend, another, modelOf } = state;
  const out = new Set(rows);
  const left = Int32Array.from({ length: problem.features.rows }, (_, i) => i).filter((i) => !out.has(i));
  const known = await factors.find(work);
  let given = known instanceof LensError ? undefined : preconditionerOf(problem, known);
  const network = another();
  try {
    writeParameters(network.parameters, readParameters(problem.network.parameters));
    const without: NetworkProblem = {
      ...problem,
      network,
      features: takeRows(problem.features, left),
      labels: left.map((i) => problem.labels[i]),
    };
    const { at, iterations } = await polish(
      without,
      {
        ...retraining(without),
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
    return modelOf(without, reportOf(without, at, iterations, norm(at.gradient)));
  } catch (error) {
    network.dispose();
    throw error;
  }
}
