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
const room = document.createElement('div');
const stage = document.createElement('main');
const shield = document.createElement('div');
const live = document.createElement('div');
status.id = 'status';
room.id = 'room';
stage.id = 'stage';
shield.id = 'shield';
room.append(stage, shield);
live.className = 'visually-hidden';
live.setAttribute('role', 'status');
root.append(status, room, live);

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

/** Milliseconds until it is said that the next answer is on its way: what flashes by is only in the way, and moves the page. */
const PATIENCE = 150;
let loadingSince: number | undefined;
let impatient: number | undefined;

/** Whether the next answer may come before that is worth saying. */
function isPatient(loading: boolean): boolean {
  clearTimeout(impatient);
  loadingSince = loading ? (loadingSince ?? performance.now()) : undefined;
  const left = loadingSince === undefined ? 0 : loadingSince + PATIENCE - performance.now();
  if (left > 0) impatient = setTimeout(() => state && show(state), left);
  return left > 0;
}

function show(now: PanelState): void {
  const shown = result?.revision === now.revision ? result : undefined;
  const viewable = shown && (now.phase === 'ready' || now.phase === 'loading');
  const loading = now.phase === 'loading';
  const patient = isPatient(loading) && viewable;
  document.body.setAttribute('aria-busy', String(loading));
  render(
    html`
      ${loading && !patient ? progressStrip(now.progress, bridge.post) : nothing}
      ${now.phase === 'ready' && (now.stale || now.review?.stale) ? staleBanner(now, bridge.post) : nothing}
      ${now.phase === 'failed' && now.error ? errorNotice(now.error, now.canGoBack, bridge.post) : nothing}
      ${now.phase === 'cancelled' ? cancelledNotice(now.canGoBack, bridge.post) : nothing}
      ${loading && !viewable ? skeleton() : nothing}
    `,
    status,
  );
  stage.hidden = !viewable;
  // What is shown takes no clicks and keys while another answer is on its way. `inert` would style every element anew, and take the
  // keyboard's place away.
  shield.hidden = !loading;
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

// A press on it would take the keyboard's place away, too.
shield.addEventListener('mousedown', (event) => event.preventDefault());
stage.addEventListener(
  'keydown',
  (event) => {
    if (state?.phase !== 'loading' || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);

registerControls();
uis = savedUis();
bridge.post({ type: 'ready' });
