/** The views of the panel. */
import type { ViewName } from '../../extension/contract/panel';
import { budgetView } from './budget';
import { explanationView } from './explanation';
import { reviewView } from './review';
import type { View } from './types';

export const views: { [N in ViewName]: View<N> } = {
  explanation: explanationView,
  review: reviewView,
  budget: budgetView,
};
