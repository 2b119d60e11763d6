/** Layers of a model that was brought along, as they were trained. */
import type { KerasConfig } from '../../../contract/config';
import { LensError } from '../../../contract/errors';
import { softmaxCrossEntropy } from '../../autodiff/losses/softmax';
import { checkAsTrained } from '../../checks/asTrained';
import { startNetworks } from '../network/context';
import { createNetworkModel } from '../network/fitted';
import { evaluate, norm, type NetworkProblem } from '../network/problem';
import { reportOf } from '../network/report';
import type { FitContext, FittedModel, TrainingProblem } from '../types';

/** Nothing is trained here: influence is that of the proximal response at these weights (Bae et al. 2022). */
export async function asTrained(
  { features, labels, classes }: TrainingProblem,
  { l2 = 1e-4 }: KerasConfig,
  given: FitContext,
): Promise<FittedModel> {
  if (l2 === 'auto')
    throw new LensError(
      'model',
      'The penalty of layers that stay as they were trained is not chosen: there is no fit.',
      {
        hint: 'Give the penalty of their training as "model.l2", or set "model.layers": "last".',
      },
    );
  const context = await startNetworks(given);
  const open = given.brought?.network;
  if (!open) throw new LensError('internal', 'No model was brought along.');
  const network = await open();
  try {
    const problem: NetworkProblem = { network, loss: softmaxCrossEntropy, features, labels, classes, l2 };
    const at = evaluate(problem);
    const report = reportOf(problem, at, 0, norm(at.gradient));
    const model = createNetworkModel(problem, report, context, () => network.another());
    const others = model.checks.filter(({ name }) => name !== 'stationarity');
    return { ...model, checks: [checkAsTrained(report), ...others] };
  } catch (error) {
    network.dispose();
    throw error;
  }
}
