/** A step of long work, as it is reported while it runs. */
export interface Progress {
  /** What is being done, in words a user reads: `Reading train.csv`. */
  stage: string;
  /** Share of this stage done, 0 to 1; absent when it cannot be known. */
  fraction?: number;
  /** Milliseconds left for this stage, estimated from its own pace. */
  etaMs?: number;
}

/** What every long computation is given: a way to stop and a way to tell how far it is. */
export interface Work {
  signal: AbortSignal;
  progress: (progress: Progress) => void;
}
