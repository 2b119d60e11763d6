import type { Progress } from '../../contract/progress';

/** Time between two reports of one stage. */
const REPORT_EVERY_MS = 100;
/** Before this much of a stage is done its pace says little. */
const KNOWN_FROM_FRACTION = 0.02;
const KNOWN_FROM_MS = 300;

/**
 * A progress function for the computation, on top of one that shows: adds the time left of the stage, estimated from its pace,
 * and drops reports that come faster than anyone reads. The first of each stage always passes.
 */
export function pacedProgress(
  show: (progress: Progress) => void,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  let stage: string | undefined;
  let startedMs = 0;
  let shownMs = -Infinity;
  return (progress) => {
    const time = now();
    if (progress.stage !== stage) {
      stage = progress.stage;
      startedMs = time;
    } else if (time - shownMs < REPORT_EVERY_MS) {
      return;
    }
    shownMs = time;
    show({ ...progress, etaMs: progress.etaMs ?? timeLeft(progress.fraction, time - startedMs) });
  };
}

function timeLeft(fraction: number | undefined, elapsedMs: number): number | undefined {
  if (fraction === undefined || fraction < KNOWN_FROM_FRACTION || elapsedMs < KNOWN_FROM_MS) return undefined;
  return Math.max(0, (elapsedMs * (1 - fraction)) / fraction);
}
