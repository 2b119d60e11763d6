/** All checks of the predictions that a panel explains: run in the background when they are asked for, and kept. */
import { toErrorData } from '../../contract/errors';
import type { FullChecks } from '../../contract/fullChecks';
import type { PanelRequest } from '../../contract/panel';
import type { Services } from '../services';
import { staleError } from './records';
import { throttledProgress } from './throttledProgress';

/** What checks stand on: the data, and the configs as they were read. */
export interface CheckBasis {
  fingerprint: string;
  configs: readonly (string | undefined)[];
}

export interface FullChecksRunner {
  /** Of the prediction that the request is about. */
  of(request: PanelRequest, basis: CheckBasis): FullChecks | undefined;
  /** Does nothing for a request that explains no prediction. */
  run(request: PanelRequest, basis: CheckBasis): Promise<void>;
  stop(): void;
  dispose(): void;
}

/** @param changed something of what `of` says is another */
export function createFullChecks({ engine, log, checked }: Services, changed: () => void): FullChecksRunner {
  /** Those that are not done, by the prediction. */
  const unfinished = new Map<string, FullChecks>();
  let running: { key: string; abort: AbortController } | undefined;

  const tell = (key: string, checks: FullChecks): void => {
    if (checks.phase === 'done') {
      unfinished.delete(key);
      checked.put(key, checks.checks);
    } else unfinished.set(key, checks);
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
    of(request, basis) {
      const key = keyOf(request, basis);
      const checks = unfinished.get(key) ? undefined : checked.get(key);
      return checks ? { phase: 'done', checks } : unfinished.get(key);
    },
    stop,
    dispose() {
      running?.abort.abort();
      running = undefined;
    },
    async run(request, basis) {
      if (!('target' in request)) return;
      stop();
      const key = keyOf(request, basis);
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
        if (head.dataset.fingerprint !== basis.fingerprint) throw staleError();
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

function keyOf(request: PanelRequest, { fingerprint, configs }: CheckBasis): string {
  if (!('target' in request)) return '';
  const { dataset, target, choice } = request;
  return JSON.stringify([dataset, target, choice, fingerprint, configs]);
}
