import type { Progress } from '../../contract/progress';

/** Milliseconds between two messages of the same stage. */
const INTERVAL = 80;

/** Tells no more of the progress than can be read; nothing once the signal is aborted. */
export function throttledProgress(
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): (progress: Progress) => void {
  let last = 0;
  let stage = '';
  return (progress) => {
    const now = Date.now();
    if (signal.aborted || (progress.stage === stage && now - last < INTERVAL)) return;
    last = now;
    stage = progress.stage;
    tell(progress);
  };
}
