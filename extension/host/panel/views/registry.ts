/** The views of the panel. */
import type { ViewName } from '../../../contract/panel';
import { explanationView } from './explanation';
import type { HostView } from './types';

export const hostViews: { [N in ViewName]: HostView<N> } = {
  explanation: explanationView,
};
