import { runKernel } from '../engine';
import type { Rule } from './types';

/** Linear. */
export const avgPoolGrad: Rule = {
  kernel: 'AvgPoolGrad',
  gradient: ([ddx], { attrs }) => ({ dy: () => runKernel('AvgPool', { x: ddx }, attrs) }),
};
