/** Lets long synchronous loops stay cancellable: hands the thread back now and then, and stops when asked to. */
import { LensError } from '../contract/errors';
import type { Progress, Work } from '../contract/progress';

export interface Pacer {
  /** Resolves at once while the slice is not used up; otherwise reports, yields to the event loop and checks for a cancel. */
  pause(progress?: Progress): Promise<void> | undefined;
}

/** @param sliceMs how long a computation may hold the thread before a cancel can arrive */
export function createPacer(work: Work, sliceMs = 40): Pacer {
  throwIfCancelled(work);
  let sliceEnd = Date.now() + sliceMs;
  const yieldOnce = async (progress?: Progress): Promise<void> => {
    if (progress) work.progress(progress);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    throwIfCancelled(work);
    sliceEnd = Date.now() + sliceMs;
  };
  return { pause: (progress) => (Date.now() < sliceEnd ? undefined : yieldOnce(progress)) };
}

/** Throws a `cancelled` error when the work's signal is aborted. */
export function throwIfCancelled(work: Work): void {
  if (work.signal.aborted) throw new LensError('cancelled', 'Cancelled.');
}
