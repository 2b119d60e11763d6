import type { Float64Backend } from '../../extension/core/linalg/types';
import { chooseBackend } from '../../extension/engine/backends/choose';

/** The embedded backend, which every user has. */
export async function openBackend(): Promise<Float64Backend> {
  return (await chooseBackend('wasm')).backend;
}
