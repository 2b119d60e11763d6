import { LensError } from '../../../contract/errors';
import type { FitContext } from '../types';

export type NetworkContext = Required<Pick<FitContext, 'backend' | 'seed' | 'work' | 'tensors'>>;

/** Starts TensorFlow.js. The engine gives every network the means to. */
export async function startNetworks(context: FitContext): Promise<NetworkContext> {
  const { backend, seed, work, tensors } = context;
  if (!tensors) throw new LensError('internal', 'Networks were given no TensorFlow.js.');
  await tensors();
  return { backend, seed, work, tensors };
}
