/** Keeps a process that crashes again and again from being started for ever. */
export interface RestartBudget {
  /** Notes a crash. */
  crashed(): void;
  /** Whether it may be started (again) now. */
  allows(): boolean;
  /** Milliseconds until it may; 0 when it may now. */
  waitMs(): number;
  /** Forgets all crashes: the user asked for a restart. */
  reset(): void;
}

export function createRestartBudget(limit: number, windowMs: number, now: () => number): RestartBudget {
  let crashes: number[] = [];
  const recent = () => (crashes = crashes.filter((time) => now() - time < windowMs));
  const waitMs = () => {
    const times = recent();
    return times.length <= limit ? 0 : times[times.length - limit - 1]! + windowMs - now();
  };
  return {
    crashed() {
      crashes.push(now());
    },
    allows: () => waitMs() === 0,
    waitMs,
    reset() {
      crashes = [];
    },
  };
}
