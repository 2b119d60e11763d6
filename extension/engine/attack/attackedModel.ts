/** The model that is attacked, ready for many refits with one row edited; the dataset itself is never changed. */
import type { ModelConfig } from '../../contract/config';
import { occupiedColumns } from '../../core/linalg/select';
import type { DenseMatrix } from '../../core/linalg/types';
import { modelFamily } from '../../core/models/registry';
import type { FitContext, FittedModel } from '../../core/models/types';
import type { Prepared } from '../session/state';
import type { EditableRows } from './editableRows';

export interface AttackedModel {
  model: FittedModel;
  /** Training rows as the model sees them. */
  features: DenseMatrix;
  labels: Int32Array;
  rows: EditableRows;
  seed: number;
}

/**
 * The fitted model itself, or one with the same penalty that also sees the features that no training row has: an edit may give a row
 * one. A model that is not the fitted one is to be disposed of.
 */
export function modelForEdits(
  config: ModelConfig,
  model: FittedModel,
  { problem }: Prepared,
  context: FitContext,
): Promise<FittedModel> {
  if (occupiedColumns(problem.features).length === problem.features.cols) return Promise.resolve(model);
  const { l2 } = model.report;
  // The last layer of a network that stays as it is is a logistic regression on its features.
  const fitted: ModelConfig = config.type === 'keras' ? { type: 'logistic', l2 } : { ...config, l2 };
  return modelFamily(fitted.type).fit(problem, fitted, { ...context, everyColumn: true });
}
