/** The last layer of a model that was brought along, as the linear model of the features that the other layers give. */
import type { KerasConfig } from '../../../contract/config';
import { checkOwnHead } from '../../checks/ownHead';
import { logistic } from '../logistic';
import type { FitContext, FittedModel, SavedModel, TrainingProblem } from '../types';
import { agreementWith } from './ownHead';

export async function fitHead(
  problem: TrainingProblem,
  config: KerasConfig,
  context: FitContext,
): Promise<FittedModel> {
  return asHead(problem, await logistic.fit(problem, linear(config), context), context);
}

export async function restoreHead(
  problem: TrainingProblem,
  config: KerasConfig,
  saved: SavedModel,
  context: FitContext,
): Promise<FittedModel> {
  return asHead(problem, await logistic.restore(problem, linear(config), saved, context), context);
}

function linear({ l2 = 0.01 }: KerasConfig): Parameters<typeof logistic.fit>[1] {
  return { type: 'logistic', l2 };
}

/** What the features of a model are has no name, so the model is no sum over columns. */
function asHead(problem: TrainingProblem, model: FittedModel, { brought }: FitContext): FittedModel {
  const own = brought?.head;
  const checks = own ? [...model.checks, checkOwnHead(agreementWith(own, problem, model))] : model.checks;
  return { ...model, checks, additive: false };
}
