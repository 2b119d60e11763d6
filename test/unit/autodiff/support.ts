import type { BackendName } from '../../../extension/contract/config';

export const BACKENDS: readonly Exclude<BackendName, 'cpu'>[] = ['wasm', 'tensorflow'];

/** ‖a − b‖ / ‖b‖; infinite where lengths differ or a number is none. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let difference = 0;
  let size = 0;
  for (let i = 0; i < a.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    size += b[i] ** 2;
  }
  const error = Math.sqrt(difference / size);
  return Number.isFinite(error) ? error : Infinity;
}
