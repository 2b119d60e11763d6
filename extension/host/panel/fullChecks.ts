/** All checks of the predictions that a panel explains: run in the background when they are asked for, and kept. */
import { toErrorData } from '../../contract/errors';
import type { FullChecks } from '../../contract/fullChecks';
import type { PanelRequest } from '../../contract/panel';
import type { Services } from '../services';
import { staleError } from './records';
import { throttledProgress } from './throttledProgress';

export interface FullChecksRunner {
  /** Of the prediction that the request is about, on the data with this fingerprint. */
  of(request: PanelRequest, fingerprint: string): FullChecks | undefined;
  /** Does nothing for a request that explains no prediction. */
  run(request: PanelRequest, fingerprint: string): Promise<void>;
  stop(): void;
  dispose(): void;
}

/** Predictions whose checks are kept. */
const KEPT = 50;

/** @param changed something of what `of` says is another */
export function createFullChecks({ engine, log }: Services, changed: () => void): FullChecksRunner {
  const known = new Map<string, FullChecks>();
  let running: { key: string; abort: AbortController } | undefined;

  const tell = (key: string, checks: FullChecks): void => {
    known.delete(key);
    known.set(key, checks);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
    changed();
  };

  const stop = (): void => {
    if (!running) return;
    const { key, abort } = running;
    running = undefined;
    abort.abort();
    tell(key, { phase: 'stopped' });
  };

  return {
    of: (request, fingerprint) => known.get(keyOf(request, fingerprint)),
    stop,
    dispose() {
      running?.abort.abort();
      running = undefined;
    },
    async run(request, fingerprint) {
      if (!('target' in request)) return;
      stop();
      const key = keyOf(request, fingerprint);
      const abort = new AbortController();
      const { signal } = abort;
      running = { key, abort };
      tell(key, { phase: 'running' });
      const { dataset, target, choice } = request;
      const progress = throttledProgress(signal, (now) => tell(key, { phase: 'running', progress: now }));
      try {
        const { head } = await engine.request(
          'checks',
          { dataset, target, choice, full: true },
          { signal, progress },
        );
        if (signal.aborted) return;
        if (head.dataset.fingerprint !== fingerprint) throw staleError();
        tell(key, { phase: 'done', checks: head.checks });
      } catch (thrown) {
        if (signal.aborted) return;
        const error = toErrorData(thrown);
        log.error(`Checks: ${error.message}`, error.stack ?? '');
        tell(key, { phase: 'failed', error: { ...error, stack: undefined } });
      } finally {
        if (running?.abort === abort) running = undefined;
      }
    },
  };
}

function keyOf(request: PanelRequest, fingerprint: string): string {
  if (!('target' in request)) return '';
  const { dataset, target, choice } = request;
  return JSON.stringify([dataset, target, choice, fingerprint]);
}
