/** The review of suspected mislabels: the ranked rows, the evidence for the active one, decisions by single keys. */
import type { PanelState, RankedLabels, RowDecision } from '../../extension/contract/panel';
import { createRegions } from '../review/layout';
import { createPainter, type Painter } from '../review/painter';
import { mergeDecisions } from '../review/progress';
import { createModel, type Model, type Store } from '../review/store';
import { initialUi, type ReviewUi } from '../review/ui';
import { restoredSelection } from '../rows/ui';
import type { View } from './types';

export const reviewView: View<'review'> = (root, context, savedUi) => {
  const regions = createRegions(root);
  let store: Store | undefined;
  let painter: Painter | undefined;

  const modelOf = (result: RankedLabels, revision: number, { review }: PanelState): Model => {
    const settled = (review?.decisions ?? []).filter(({ decision }) => decision !== 'skipped');
    return createModel(result, revision, new Set(settled.map(({ position }) => position)), context.call, {
      cells: () => painter?.cells(),
      evidence: (position) => painter?.evidence(position),
      list: () => painter?.list(),
    });
  };

  return {
    update(state, result, revision) {
      const flagged = new Set(state.flagged);
      const told = state.review?.decisions ?? [];
      if (store?.model.revision === revision) {
        Object.assign(store, { state, flagged, decisions: mergeDecisions(told, store.pending) });
        painter?.stateChanged();
        return;
      }
      store?.model.dispose();
      const model = modelOf(result, revision, state);
      const decisions = mergeDecisions(told, new Map());
      const ui = uiFor(store?.ui ?? initialUi(savedUi), model, decisions);
      const fresh = {
        state,
        model,
        ui,
        flagged,
        selection: restoredSelection(ui, result.order.length),
        decisions,
        pending: new Map(),
        refused: undefined,
        choosing: false,
      };
      if (store) Object.assign(store, fresh);
      else store = { ...fresh, allClasses: false, allCells: false };
      painter ??= createPainter(store, regions, context);
      painter.all();
    },
    dispose() {
      painter?.dispose();
      store?.model.dispose();
    },
  };
};

/** Order and filters stay from one ranking to the next; classes and rows only mean something in the same data. */
function uiFor(
  ui: ReviewUi,
  { rows: { result } }: Model,
  decisions: ReadonlyMap<number, RowDecision>,
): ReviewUi {
  const { head, training, order } = result;
  const of = JSON.stringify([head.dataset.fingerprint, result.score, result.balanced]);
  if (ui.of === of) return ui;
  const known = (label: number) => (label < training.classes.length ? label : -1);
  const { filter } = ui;
  return {
    ...ui,
    of,
    filter: { ...filter, label: known(filter.label), suggested: known(filter.suggested) },
    active: order.find((position) => !decisions.has(position)) ?? order[0] ?? -1,
    selected: [],
  };
}
