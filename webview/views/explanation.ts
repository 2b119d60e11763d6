/** A prediction explained by its training rows: head, plot, evidence, the ranked rows and the active one in full. */
import type { GroupCondition } from '../../extension/contract/groups';
import type { ShownExplanation } from '../../extension/contract/shown';
import { createRegions } from '../explanation/layout';
import { createPainter, type Painter } from '../explanation/painter';
import { createModel, type Model, type Store } from '../explanation/store';
import { initialUi, type ExplanationUi } from '../explanation/ui';
import { restoredSelection } from '../rows/ui';
import type { View } from './types';

export const explanationView: View<'explanation'> = (root, context, savedUi) => {
  const regions = createRegions(root);
  let store: Store | undefined;
  let painter: Painter | undefined;

  const modelOf = (result: ShownExplanation, revision: number): Model =>
    createModel(result, revision, context.call, {
      cells: () => painter?.cells(),
      list: () => painter?.list(),
    });

  const completeSelfInfluence = async ({ rows }: Model) => {
    if (rows.selfInfluence) return;
    rows.selfInfluence = await context.call('selfInfluence', {});
    if (store?.model.rows === rows) painter?.selfInfluence();
  };

  const findMembers = async (model: Model, where: GroupCondition[] | undefined) => {
    if (!where) return;
    model.member = await context.call('members', { where });
    if (store?.model === model) painter?.members();
  };

  return {
    update(state, result, revision) {
      const flagged = new Set(state.flagged);
      if (store?.model.revision === revision) {
        store.state = state;
        const flags = !isSame(store.flagged, flagged);
        store.flagged = flagged;
        painter?.stateChanged(flags);
        return;
      }
      store?.model.cells.dispose();
      store?.model.list.dispose();
      const model = modelOf(result, revision);
      const ui = uiFor(store?.ui ?? initialUi(savedUi), result);
      const selection = restoredSelection(ui, result.order.length);
      if (store) Object.assign(store, { state, model, ui, selection, flagged });
      else store = { state, model, ui, selection, flagged, allClasses: false, allColumns: false };
      painter ??= createPainter(store, regions, context);
      painter.all();
      void findMembers(model, state.request.within);
      void completeSelfInfluence(model);
    },
    dispose() {
      painter?.dispose();
      store?.model.cells.dispose();
      store?.model.list.dispose();
    },
  };
};

function isSame(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((row) => b.has(row));
}

/** Order and filters stay from one explanation to the next; classes and rows only mean something in the same data and ranking. */
function uiFor(
  ui: ExplanationUi,
  { head, target, training, order, ranking }: ShownExplanation,
): ExplanationUi {
  const { file, row, explained } = target;
  const of = JSON.stringify([head.dataset.fingerprint, file, row, explained, ranking?.by]);
  if (ui.of === of) return ui;
  const known = (label: number) => (label < training.classes.length ? label : -1);
  const { filter } = ui;
  return {
    ...ui,
    of,
    filter: { ...filter, label: known(filter.label), predicted: known(filter.predicted) },
    active: order[0] ?? -1,
    selected: [],
  };
}
