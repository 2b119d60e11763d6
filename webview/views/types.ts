/** A view of the panel: one file beside this one; the registry lists them. */
import type { PanelState, RequestOf, ViewName } from '../../extension/contract/panel';
import type { ShownOf } from '../../extension/contract/shown';
import type { Bridge } from '../bridge';

export interface ViewContext {
  post: Bridge['post'];
  call: Bridge['call'];
  /** Keeps the view's own state over a reload. */
  save(ui: unknown): void;
  /** Says something to people who listen to the page. */
  announce(text: string): void;
}

export interface MountedView<N extends ViewName> {
  /** `result` is the same object as before unless there is a new one. */
  update(state: PanelState & { request: RequestOf<N> }, result: ShownOf<N>, revision: number): void;
  dispose(): void;
}

export type View<N extends ViewName> = (
  root: HTMLElement,
  context: ViewContext,
  savedUi: unknown,
) => MountedView<N>;
