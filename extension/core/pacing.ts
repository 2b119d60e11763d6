/** Lets long synchronous loops stay cancellable: hands the thread back now and then, and stops when asked to. */
import { LensError } from '../contract/errors';
import type { Progress, Work } from '../contract/progress';

export interface Pacer {
  /** Reports and yields to the event loop when it is time for either, and checks for a cancel; otherwise resolves at once. */
  pause(progress?: Progress): Promise<void> | undefined;
}

/** How long computations may hold the thread before a cancel can arrive, and the time between two reports of one of them. */
const SLICE_MS = 40;

/**
 * End of the thread's slice. All pacers share it: a loop of many short computations, each with a pacer of its own that never
 * uses up a slice, would otherwise hold the thread for as long as it runs.
 */
let sliceEnd = -Infinity;

/** A computation that is over within a slice reports nothing. */
export function createPacer(work: Work): Pacer {
  throwIfCancelled(work);
  let nextReport = Date.now() + SLICE_MS;
  return {
    pause(progress) {
      const now = Date.now();
      if (progress && now >= nextReport) {
        work.progress(progress);
        nextReport = now + SLICE_MS;
      }
      return now < sliceEnd ? undefined : yieldThread(work);
    },
  };
}

async function yieldThread(work: Work): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, 0));
  sliceEnd = Date.now() + SLICE_MS;
  throwIfCancelled(work);
}

/** Throws a `cancelled` error when the work's signal is aborted. */
export function throwIfCancelled(work: Work): void {
  if (work.signal.aborted) throw new LensError('cancelled', 'Cancelled.');
}
