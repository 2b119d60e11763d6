/** The views of the panel. */
import type { ViewName } from '../../../contract/panel';
import { auditView } from './audit';
import { budgetView } from './budget';
import { compareView } from './compare';
import { explanationView } from './explanation';
import { reviewView } from './review';
import { slicesView } from './slices';
import type { HostView } from './types';
import { verifyView } from './verify';
import { whatIfView } from './whatIf';
import { whyView } from './why';

export const hostViews: { [N in ViewName]: HostView<N> } = {
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
