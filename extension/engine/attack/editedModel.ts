/** The model fitted to the training data with one row edited; the dataset itself is never changed. */
import type { DenseMatrix } from '../../core/linalg/types';
import { modelFamily } from '../../core/models/registry';
import type { FitContext, FittedModel } from '../../core/models/types';
import type { ModelConfig } from '../../contract/config';
import type { Prepared } from '../session/state';

export interface AttackedModel {
  config: ModelConfig;
  model: FittedModel;
  prepared: Prepared;
  features: DenseMatrix;
  context: FitContext;
}

/** From the optimum without the edit, with its penalty and with the preprocessing that was learned without it. */
export function fitEdited(
  { config, model, prepared: { problem }, features, context }: AttackedModel,
  at: number,
  row: Float64Array,
): Promise<FittedModel> {
  const data = features.data.slice();
  data.set(row, at * features.cols);
  const { l2 } = model.report;
  return modelFamily(config.type).fit(
    { ...problem, features: { ...features, data } },
    { ...config, l2 },
    { ...context, start: model.save() },
  );
}
