/**
 * Answers about one row at a time, asked for a moment after one has come to it and abandoned when one moves on; the last ones are
 * kept.
 */

/** Milliseconds on a row before its answer is asked for: keys that are held down ask nothing. */
const AT_REST = 120;
const KEPT = 40;

export interface Latest<T> {
  get(key: string): T | undefined;
  /** Why the answer asked for last did not come. */
  readonly failure: string | undefined;
  want(key: string): void;
  dispose(): void;
}

export function createLatest<T>(
  ask: (key: string, signal: AbortSignal) => Promise<T>,
  arrived: (key: string) => void,
): Latest<T> {
  const known = new Map<string, T>();
  let asking: { key: string; abort: AbortController; timer: number } | undefined;
  let failure: string | undefined;

  const stop = () => {
    if (!asking) return;
    clearTimeout(asking.timer);
    asking.abort.abort();
    asking = undefined;
  };

  const run = async (key: string, { signal }: AbortController) => {
    try {
      const answer = await ask(key, signal);
      if (signal.aborted) return;
      known.set(key, answer);
      for (const old of known.keys()) {
        if (known.size <= KEPT) break;
        known.delete(old);
      }
    } catch (thrown) {
      if (signal.aborted) return;
      failure = thrown instanceof Error ? thrown.message : String(thrown);
    }
    asking = undefined;
    arrived(key);
  };

  return {
    get: (key) => known.get(key),
    get failure() {
      return failure;
    },
    want(key) {
      if (asking?.key === key) return;
      stop();
      failure = undefined;
      if (known.has(key)) return;
      const abort = new AbortController();
      const timer = setTimeout(() => void run(key, abort), AT_REST);
      asking = { key, abort, timer };
    },
    dispose: stop,
  };
}
