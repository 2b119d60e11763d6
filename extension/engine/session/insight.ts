import { LensError } from '../../contract/errors';
import type { ModelInsight } from '../../core/models/insight';
import type { FittedModel } from '../../core/models/types';
import type { Fitted } from './state';

/** What the model can be asked beyond its ranking. Throws a `model` error when it can't. */
export function insightOf({ model }: Fitted): ModelInsight<FittedModel> {
  if (model.insight) return model.insight;
  throw new LensError('model', 'This kind of model cannot answer that.', {
    hint: 'Logistic regression and support vector machines can.',
  });
}
