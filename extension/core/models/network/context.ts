import { LensError } from '../../../contract/errors';
import type { FitContext } from '../types';

export type NetworkContext = Required<Pick<FitContext, 'backend' | 'seed' | 'work' | 'tensors'>> &
  Pick<FitContext, 'store'>;

/** Starts TensorFlow.js. The engine gives every network the means to. */
export async function startNetworks(context: FitContext): Promise<NetworkContext> {
  const { backend, seed, work, tensors, store } = context;
  if (!tensors) throw new LensError('internal', 'Networks were given no TensorFlow.js.');
  await tensors();
  return { backend, seed, work, tensors, store };
}
