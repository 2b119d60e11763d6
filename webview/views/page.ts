/** A view that is one page, painted as a whole from its answer, what the user has set, and the room that there is. */
import { render, type TemplateResult } from 'lit-html';
import * as v from 'valibot';
import type { PanelState, RequestOf, ViewName } from '../../extension/contract/panel';
import type { ShownOf } from '../../extension/contract/shown';
import type { View, ViewContext } from './types';

export interface Page<N extends ViewName, Ui, Live = undefined> {
  state: PanelState & { request: RequestOf<N> };
  result: ShownOf<N>;
  revision: number;
  ui: Ui;
  context: ViewContext;
  /** What the view asks for while it is shown, where it asks for anything. */
  live: Live;
  /** Pixels between the margins. */
  width: number;
  /** Changes what the user has set; it is kept over a reload. */
  keep(change: Partial<Ui>): void;
}

/** Left and right together. */
const MARGINS = 32;

/** Answers that come while a page is shown. */
interface Asking {
  dispose(): void;
}

/**
 * `saved` is what the user may set; every field of it is optional or has a fallback.
 * @param ask begins what the view asks for; `arrived` paints it anew
 */
export function pageView<
  N extends ViewName,
  Schema extends v.GenericSchema<unknown, object>,
  Live extends Asking | undefined = undefined,
>(
  saved: Schema,
  template: (page: Page<N, v.InferOutput<Schema>, Live>) => TemplateResult,
  ask?: (context: ViewContext, arrived: () => void) => Live,
): View<N> {
  type Ui = v.InferOutput<Schema>;
  return (root, context, savedUi) => {
    const parsed = v.safeParse(saved, savedUi);
    let ui: Ui = parsed.success ? parsed.output : v.parse(saved, {});
    let shown: Pick<Page<N, Ui>, 'state' | 'result' | 'revision'> | undefined;
    const keep = (change: Partial<Ui>) => {
      ui = { ...ui, ...change };
      context.save(ui);
      paint();
    };
    const paint = () => {
      if (!shown) return;
      const width = Math.max(0, root.clientWidth - MARGINS);
      render(template({ ...shown, ui, context, live, width, keep }), root);
    };
    const live = ask?.(context, () => paint()) as Live;
    const resized = new ResizeObserver(paint);
    resized.observe(root);
    return {
      update(state, result, revision) {
        // While another answer is on its way, what is shown still belongs to the request before.
        const request = shown?.revision === revision ? shown.state.request : state.request;
        shown = { state: { ...state, request }, result, revision };
        paint();
      },
      dispose() {
        resized.disconnect();
        live?.dispose();
      },
    };
  };
}
