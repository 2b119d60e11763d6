/** Fits and restores multilayer perceptrons. Loaded, and TensorFlow.js with it, when a model asks for it. */
import type { MlpConfig } from '../../../contract/config';
import { LensError } from '../../../contract/errors';
import { softmaxCrossEntropy } from '../../autodiff/losses/softmax';
import { parameterCount, writeParameters } from '../../autodiff/parameters';
import type { FitContext, FittedModel, SavedModel, TrainingProblem } from '../types';
import { trainByAdam } from './adam';
import { createBatches } from './batches';
import { startNetworks } from './context';
import { createNetworkModel } from './fitted';
import { createInverse } from './inverse';
import { polish } from './lbfgs';
import { createMlpNetwork } from './mlpNetwork';
import { dot, type NetworkProblem } from './problem';
import { polishing, reportOf } from './report';

export async function fitMlp(
  training: TrainingProblem,
  config: MlpConfig,
  given: FitContext,
): Promise<FittedModel> {
  const context = await startNetworks(given);
  const { seed, work, backend } = context;
  const another = networkOf(training, config, seed);
  const network = another();
  try {
    const problem = problemOf(training, config, network);
    const epochs = await trainByAdam(problem, { ...config, seed }, work);
    const { at, iterations } = await polish(
      problem,
      { ...polishing(problem), stage: 'Polishing the fit' },
      work,
    );
    const decrement = await newtonDecrement(problem, at.gradient, backend, work);
    const report = reportOf(problem, at, epochs + iterations, decrement);
    return createNetworkModel(problem, report, context, another);
  } catch (error) {
    network.dispose();
    throw error;
  }
}

export async function restoreMlp(
  training: TrainingProblem,
  config: MlpConfig,
  saved: SavedModel,
  given: FitContext,
): Promise<FittedModel> {
  const context = await startNetworks(given);
  const another = networkOf(training, config, context.seed);
  const network = another();
  const theta = saved.arrays['theta'];
  if (theta?.length !== parameterCount(network.parameters)) {
    network.dispose();
    throw new LensError('stale', 'The saved model does not belong to this data.');
  }
  writeParameters(network.parameters, theta);
  return createNetworkModel(problemOf(training, config, network), saved.report, context, another);
}

/** √(∇Rᵀ(C + …)⁻¹∇R). */
async function newtonDecrement(
  problem: NetworkProblem,
  gradient: Float64Array,
  backend: FitContext['backend'],
  work: FitContext['work'],
): Promise<number> {
  const batches = createBatches(problem, backend.memory);
  try {
    const inverse = await createInverse(problem, batches, { solver: 'cg', damping: 0 }, backend, work);
    const { x } = await inverse.solve(gradient, work);
    return Math.sqrt(Math.max(0, dot(gradient, x)));
  } finally {
    batches.dispose();
  }
}

function networkOf({ features, classes }: TrainingProblem, config: MlpConfig, seed: number) {
  return () => createMlpNetwork(features.cols, classes, config, seed);
}

function problemOf(
  { features, labels, classes }: TrainingProblem,
  { l2 }: MlpConfig,
  network: NetworkProblem['network'],
): NetworkProblem {
  return { network, loss: softmaxCrossEntropy, features, labels, classes, l2 };
}
