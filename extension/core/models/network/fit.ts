/** Fits and restores the networks that are trained here. Loaded, and TensorFlow.js with it, when a model asks for it. */
import { LensError } from '../../../contract/errors';
import { softmaxCrossEntropy } from '../../autodiff/losses/softmax';
import { parameterCount, readParameters, writeParameters } from '../../autodiff/parameters';
import type { FitContext, FittedModel, SavedModel, TrainingProblem } from '../types';
import { type NetworkConfig, stagesOf } from './architecture';
import { buildNetwork } from './build';
import { type Checkpoint, restoredCheckpoints } from './checkpoints';
import { type NetworkContext, startNetworks } from './context';
import { createNetworkModel, curvatureParts, type CurvatureParts } from './fitted';
import { createInverse } from './inverse';
import { polish } from './polish';
import { dot, type NetworkProblem } from './problem';
import { factoredLayers } from './preconditioner';
import { polishing, reportOf } from './report';
import { train } from './train';

export async function fitNetwork(
  training: TrainingProblem,
  config: NetworkConfig,
  given: FitContext,
): Promise<FittedModel> {
  const context = await startNetworks(given);
  const { seed, work, backend } = context;
  const another = networkOf(training, config, seed);
  const network = another();
  try {
    const problem = problemOf(training, config, network);
    const checkpoints: Checkpoint[] = [];
    const keep = (rate: number) => {
      checkpoints.push({ theta: readParameters(network.parameters), rate });
    };
    const epochs = await train(problem, { ...config, seed, keep }, work);
    const { at, iterations } = await polish(
      problem,
      {
        ...polishing(problem),
        memory: backend.memory,
        preconditioner: (at, batches) => factoredLayers(at, batches, backend, work),
        stage: 'Polishing the fit',
      },
      work,
    );
    const parts = curvatureParts(problem, context);
    const decrement = await newtonDecrement(problem, parts, at.gradient, context);
    const report = reportOf(problem, at, epochs + iterations, decrement);
    return createNetworkModel(problem, report, context, another, { checkpoints, parts });
  } catch (error) {
    network.dispose();
    throw error;
  }
}

export async function restoreNetwork(
  training: TrainingProblem,
  config: NetworkConfig,
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
  const checkpoints = restoredCheckpoints(saved, theta.length);
  const problem = problemOf(training, config, network);
  return createNetworkModel(problem, saved.report, context, another, { checkpoints });
}

/** √(∇Rᵀ(C + …)⁻¹∇R). */
async function newtonDecrement(
  problem: NetworkProblem,
  { batches, factors }: CurvatureParts,
  gradient: Float64Array,
  { backend, work }: NetworkContext,
): Promise<number> {
  const options = { solver: 'cg', damping: 0, curvature: 'gauss-newton' } as const;
  try {
    const inverse = await createInverse(problem, batches, factors, options, backend, work);
    const { x } = await inverse.solve(gradient, work);
    return Math.sqrt(Math.max(0, dot(gradient, x)));
  } catch (error) {
    batches.dispose();
    throw error;
  }
}

function networkOf(training: TrainingProblem, config: NetworkConfig, seed: number) {
  const stages = stagesOf(training, config);
  return () => buildNetwork(stages, seed);
}

function problemOf(
  { features, labels, classes }: TrainingProblem,
  { l2 }: NetworkConfig,
  network: NetworkProblem['network'],
): NetworkProblem {
  return { network, loss: softmaxCrossEntropy, features, labels, classes, l2 };
}
