/**
 * What one panel shows and how it gets there: the request, the run behind it, the result, the way back. Knows nothing of the
 * webview: it calls `changed` with a whole new state, and `loaded` with a whole new result.
 */
import { isDeepStrictEqual } from 'node:util';
import { toErrorData } from '../../contract/errors';
import type { PanelRequest, PanelResult, PanelState } from '../../contract/panel';
import type { Services } from '../services';
import { createFullChecks } from './fullChecks';
import { throttledProgress } from './throttledProgress';
import { datasetsOf, fingerprintsOf, readConfigs } from './standsOn';
import { load } from './views/dispatch';

/** Requests that `back` returns to. */
const HISTORY = 50;

export interface SessionListener {
  changed(state: PanelState): void;
  loaded(revision: number, result: PanelResult): void;
}

export interface Session {
  readonly state: PanelState;
  readonly result: PanelResult | undefined;
  /** Runs the request that is shown. */
  run(): void;
  cancel(): void;
  ask(request: PanelRequest, replace: boolean): void;
  back(): void;
  /** Runs all checks of the prediction that is shown, in the background. */
  check(): void;
  stopChecks(): void;
  set(change: Partial<Pick<PanelState, 'flagged' | 'pinned' | 'stale' | 'review'>>): void;
  /** The shown result with something added to it; it stays the same revision. */
  amend(revision: number, result: PanelResult): void;
  /** Shows a result that was computed elsewhere, for a request like the one shown. */
  take(request: PanelRequest, result: PanelResult): void;
  /** Looks whether the result still stands on what the files hold. */
  checkFreshness(): Promise<void>;
  dispose(): void;
}

export function createSession(
  services: Services,
  initial: { request: PanelRequest; pinned: boolean },
  listener: SessionListener,
): Session {
  const history: PanelRequest[] = [];
  let running: AbortController | undefined;
  let result: PanelResult | undefined;
  let configs: (string | undefined)[] = [];
  let state: PanelState = {
    ...initial,
    phase: 'loading',
    revision: 0,
    stale: false,
    flagged: [],
    canGoBack: false,
  };

  const set = (change: Partial<PanelState>) => {
    state = { ...state, ...change, canGoBack: history.length > 0 };
    listener.changed(state);
  };

  const fullChecks = createFullChecks(services, () => set({ checks: checksOf(state.request) }));
  const basisOf = ({ result: { head } }: PanelResult) => ({
    fingerprint: head.dataset.fingerprint,
    configs,
  });
  const checksOf = (request: PanelRequest) => result && fullChecks.of(request, basisOf(result));

  const run = async () => {
    running?.abort();
    const abort = new AbortController();
    running = abort;
    const { request } = state;
    set({ phase: 'loading', error: undefined, progress: { stage: 'Asking the engine' } });
    // They would keep the engine from what is wanted now.
    fullChecks.stop();
    try {
      const texts = await readConfigs(request);
      const answer = await load(services, request, {
        signal: abort.signal,
        progress: throttledProgress(abort.signal, (progress) => set({ progress })),
      });
      if (running !== abort) return;
      configs = texts;
      result = answer;
      listener.loaded(state.revision + 1, answer);
      set({
        phase: 'ready',
        revision: state.revision + 1,
        progress: undefined,
        stale: false,
        checks: checksOf(request),
      });
    } catch (thrown) {
      if (running !== abort) return;
      const error = toErrorData(thrown);
      services.log.error(`Panel: ${error.message}`, error.stack ?? '');
      const cancelled = error.code === 'cancelled';
      set({
        phase: cancelled ? 'cancelled' : 'failed',
        error: cancelled ? undefined : { ...error, stack: undefined },
        progress: undefined,
      });
    } finally {
      if (running === abort) running = undefined;
    }
  };

  const start = () => void run();

  return {
    get state() {
      return state;
    },
    get result() {
      return result;
    },
    run: start,
    cancel() {
      if (!running) return;
      running.abort();
      running = undefined;
      set({ phase: 'cancelled', progress: undefined });
    },
    ask(request, replace) {
      if (!replace) {
        history.push(state.request);
        if (history.length > HISTORY) history.shift();
      }
      state = { ...state, request };
      start();
    },
    back() {
      const request = history.pop();
      if (!request) return;
      state = { ...state, request };
      start();
    },
    check() {
      if (result) void fullChecks.run(state.request, basisOf(result));
    },
    stopChecks: () => fullChecks.stop(),
    set,
    amend(revision, amended) {
      if (revision === state.revision) result = amended;
    },
    take(request, taken) {
      running?.abort();
      running = undefined;
      result = taken;
      void readConfigs(request).then((texts) => (configs = texts));
      listener.loaded(state.revision + 1, result);
      set({ request, phase: 'ready', revision: state.revision + 1, progress: undefined, stale: false });
    },
    async checkFreshness() {
      const { revision, request } = state;
      if (!result) return;
      const fingerprints = fingerprintsOf(result);
      const [texts, ...same] = await Promise.all([
        readConfigs(request),
        ...datasetsOf(request).map((dataset, i) =>
          services.engine
            .request('fresh', { dataset, fingerprint: fingerprints[i] ?? '' })
            .catch(() => false),
        ),
      ]);
      const stale = !isDeepStrictEqual(texts, configs) || same.includes(false);
      if (revision === state.revision && stale !== state.stale) set({ stale });
    },
    dispose() {
      running?.abort();
      running = undefined;
      fullChecks.dispose();
    },
  };
}
