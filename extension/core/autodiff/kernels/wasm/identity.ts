import { stockKernel } from '../../engine';
import type { Kernel } from '../types';

/** The backend's own one copies. */
export const identity: Kernel = {
  kernel: 'Identity',
  run: ({ x }) => stockKernel('Reshape', { x: x }, { shape: x.shape }) as ReturnType<Kernel['run']>,
};
