/** The views of the panel. */
import type { ViewName } from '../../../contract/panel';
import { budgetView } from './budget';
import { explanationView } from './explanation';
import { reviewView } from './review';
import type { HostView } from './types';

export const hostViews: { [N in ViewName]: HostView<N> } = {
  explanation: explanationView,
  review: reviewView,
  budget: budgetView,
};
