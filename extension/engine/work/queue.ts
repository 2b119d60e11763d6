import { LensError } from '../../contract/errors';

/** Runs jobs one after another, in the order in which they were given. */
export interface SerialQueue {
  /** Whether a job runs or waits. */
  readonly busy: boolean;
  /** Waits for its turn, then runs. A job whose signal is aborted while it waits is never started. */
  run<T>(signal: AbortSignal, job: () => Promise<T>): Promise<T>;
}

export function serialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  let jobs = 0;
  return {
    get busy() {
      return jobs > 0;
    },
    run<T>(signal: AbortSignal, job: () => Promise<T>): Promise<T> {
      jobs++;
      const turn = last.then(() => {
        throwIfAborted(signal);
        return job();
      });
      const done = () => {
        jobs--;
      };
      // A job that fails is no concern of the next one.
      last = turn.then(done, done);
      return Promise.race([turn, rejectWhenAborted(signal, turn)]);
    },
  };
}

export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new LensError('cancelled', 'Cancelled.');
}

/** Rejects as soon as the signal is aborted, even while the job still waits or has not noticed yet; else stays pending. */
function rejectWhenAborted(signal: AbortSignal, settled: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => {
      reject(new LensError('cancelled', 'Cancelled.'));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const forget = () => {
      signal.removeEventListener('abort', abort);
    };
    settled.then(forget, forget);
  });
}
