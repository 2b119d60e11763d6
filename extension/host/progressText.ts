/** Turns the stages of the engine's progress into one bar that only grows, and words for it. */
import type { Progress } from '../contract/progress';
import { formatDuration } from './editor/format';

export interface ProgressReport {
  message: string;
  /** Percent of the whole bar since the last report. */
  increment: number;
}

/**
 * How many stages come is not known, so each takes half of what is left of the bar; the words tell the share of the stage
 * itself and the time that it still takes.
 */
export function createProgressMeter(): (progress: Progress) => ProgressReport {
  let stage: string | undefined;
  let base = 0;
  let reached = 0;
  return (progress) => {
    if (progress.stage !== stage) {
      stage = progress.stage;
      base = reached;
    }
    const share = Math.min(1, Math.max(0, progress.fraction ?? 0));
    const now = Math.max(reached, base + ((100 - base) / 2) * share);
    const increment = now - reached;
    reached = now;
    return { message: progressMessage(progress), increment };
  };
}

/** `Fitting the model: 43 %, about 12 s left`. */
export function progressMessage({ stage, fraction, etaMs }: Progress): string {
  const parts: string[] = [];
  if (fraction !== undefined) parts.push(`${Math.floor(fraction * 100)} %`);
  if (etaMs !== undefined && etaMs >= 1000) parts.push(`about ${formatDuration(etaMs)} left`);
  return parts.length === 0 ? stage : `${stage}: ${parts.join(', ')}`;
}
