import type { Progress } from '../../contract/progress';
import { duration } from './numbers';

/** One line on stderr that is rewritten while the work goes on; nothing at all where stderr is no terminal. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Takes the line away; to be called before anything else is written. */
  clear(): void;
}

export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let shown = false;
  return {
    show({ stage, fraction, etaMs }) {
      const share = fraction === undefined ? '' : ` ${Math.floor(fraction * 100)} %`;
      const left = etaMs === undefined ? '' : `, ${duration(etaMs)} left`;
      const text = `${stage}…${share}${left}`.slice(0, Math.max(20, stream.columns - 1));
      stream.write(`\r\x1b[K${text}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write('\r\x1b[K');
      shown = false;
    },
  };
}
