/** The panel's script: shows what the host sends, in the view that the request names. */
import { html, nothing, render } from 'lit-html';
import * as v from 'valibot';
import type { PanelState, RequestOf, ViewName } from '../extension/contract/panel';
import type { ShownOf, ShownResult } from '../extension/contract/shown';
import { connect } from './bridge';
import { createHeldArrays } from './heldArrays';
import { cancelledNotice, errorNotice, progressStrip, skeleton, staleBanner } from './shell/status';
import './styles/main.css';
import { registerControls } from './ui/register';
import type { MountedView } from './views/types';
import { views } from './views/registry';

const SavedUis = v.object({ ui: v.record(v.string(), v.unknown()) });

const root = document.getElementById('panel')!;
const status = document.createElement('div');
const stage = document.createElement('main');
const live = document.createElement('div');
status.id = 'status';
stage.id = 'stage';
live.className = 'visually-hidden';
live.setAttribute('role', 'status');
root.append(status, stage, live);

let state: PanelState | undefined;
const arrays = createHeldArrays();
let result: (ShownResult & { revision: number }) | undefined;
let mounted: { name: ViewName; view: MountedView<ViewName> } | undefined;
/** What each view keeps, by its name. */
let uis: Record<string, unknown> = {};

const bridge = connect((message) => {
  if (message.type === 'result') {
    const restored = arrays.restore(message.result);
    result = restored && { ...restored, revision: message.revision };
    return;
  }
  const before = state?.phase;
  state = message.state;
  if (state.phase !== before) announce(PHASES[state.phase]);
  persist();
  show(state);
});

const PHASES: Record<PanelState['phase'], string> = {
  loading: 'Computing.',
  ready: 'The answer is ready.',
  failed: 'That failed.',
  cancelled: 'Stopped.',
};

function announce(text: string): void {
  live.textContent = text;
}

function persist(): void {
  if (state) bridge.save({ version: 1, request: state.request, pinned: state.pinned, ui: uis });
}

function show(now: PanelState): void {
  const shown = result?.revision === now.revision ? result : undefined;
  const viewable = shown && (now.phase === 'ready' || now.phase === 'loading');
  document.body.setAttribute('aria-busy', String(now.phase === 'loading'));
  render(
    html`
      ${now.phase === 'loading' ? progressStrip(now.progress, bridge.post) : nothing}
      ${now.phase === 'ready' && (now.stale || now.review?.stale) ? staleBanner(now, bridge.post) : nothing}
      ${now.phase === 'failed' && now.error ? errorNotice(now.error, now.canGoBack, bridge.post) : nothing}
      ${now.phase === 'cancelled' ? cancelledNotice(now.canGoBack, bridge.post) : nothing}
      ${now.phase === 'loading' && !viewable ? skeleton() : nothing}
    `,
    status,
  );
  stage.hidden = !viewable;
  stage.inert = now.phase === 'loading';
  if (viewable) showResult(shown.view, now, shown);
}

function showResult<N extends ViewName>(
  name: N,
  now: PanelState,
  { result: answer, revision }: { result: ShownOf<N>; revision: number },
): void {
  // A result of another view than the one asked for now stays away until the new one comes.
  if (now.request.view !== name) return;
  if (mounted?.name !== name) {
    mounted?.view.dispose();
    // An element of its own: what was rendered into the one before knows nothing of this view.
    const element = document.createElement('div');
    stage.replaceChildren(element);
    const save = (ui: unknown) => {
      uis = { ...uis, [name]: ui };
      persist();
    };
    const view = views[name](element, { post: bridge.post, call: bridge.call, save, announce }, uis[name]);
    mounted = { name, view };
  }
  (mounted.view as MountedView<N>).update(now as PanelState & { request: RequestOf<N> }, answer, revision);
}

function savedUis(): Record<string, unknown> {
  const saved = v.safeParse(SavedUis, bridge.savedState());
  return saved.success ? saved.output.ui : {};
}

window.addEventListener('error', ({ message, error }) => {
  // The browser says this when an observer's work is put off to the next frame; nothing is wrong.
  if (message.startsWith('ResizeObserver loop')) return;
  bridge.post({ type: 'fault', message, stack: error instanceof Error ? error.stack : undefined });
});
window.addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
  const stack = reason instanceof Error ? reason.stack : undefined;
  bridge.post({ type: 'fault', message: String(reason), stack });
});

registerControls();
uis = savedUis();
bridge.post({ type: 'ready' });
