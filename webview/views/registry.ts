/** The views of the panel. */
import type { ViewName } from '../../extension/contract/panel';
import { auditView } from './audit';
import { budgetView } from './budget';
import { compareView } from './compare';
import { explanationView } from './explanation';
import { reviewView } from './review';
import { slicesView } from './slices';
import type { View } from './types';
import { verifyView } from './verify';
import { whatIfView } from './whatIf';
import { whyView } from './why';

export const views: { [N in ViewName]: View<N> } = {
  explanation: explanationView,
  why: whyView,
  verify: verifyView,
  whatIf: whatIfView,
  slices: slicesView,
  compare: compareView,
  audit: auditView,
  review: reviewView,
  budget: budgetView,
};
