/** The views of the panel. */
import type { ViewName } from '../../extension/contract/panel';
import { explanationView } from './explanation';
import type { View } from './types';

export const views: { [N in ViewName]: View<N> } = {
  explanation: explanationView,
};
