/** The model fitted to the training data with one row edited; the dataset itself is never changed. */
import type { ModelConfig } from '../../contract/config';
import type { DenseMatrix } from '../../core/linalg/types';
import { modelFamily } from '../../core/models/registry';
import type { FitContext, FittedModel } from '../../core/models/types';
import type { Prepared } from '../session/state';
import type { EditableRows } from './editableRows';

export interface AttackedModel {
  config: ModelConfig;
  model: FittedModel;
  prepared: Prepared;
  /** Training rows as the model sees them. */
  features: DenseMatrix;
  rows: EditableRows;
  context: FitContext;
}

/**
 * From the optimum without the edit, with its penalty and with the preprocessing that was learned without it.
 * @param row the features of the edited row
 */
export function fitEdited(
  { config, model, prepared: { problem }, features, context }: AttackedModel,
  at: number,
  row: Float64Array,
): Promise<FittedModel> {
  const data = features.data.slice();
  data.set(row, at * features.cols);
  const { l2 } = model.report;
  // The last layer of a network that stays as it is is a logistic regression on its features.
  const fitted: ModelConfig = config.type === 'keras' ? { type: 'logistic', l2 } : { ...config, l2 };
  return modelFamily(fitted.type).fit({ ...problem, features: { ...features, data } }, fitted, {
    ...context,
    start: model.save(),
  });
}
