/** What a user can do in the explanation view, by whichever control or key. */
import type { TargetChoice } from '../../extension/contract/protocol';
import type { RecordRef } from '../../extension/contract/records';
import { isFiltering } from '../data/filtering';
import type { Sort } from '../data/ordering';
import { selectedInOrder, type Selection } from '../data/selection';
import type { ViewContext } from '../views/types';
import { filterRows, NO_FILTER, type RowFilter } from './filter';
import { isWide } from '../shell/room';
import { isFlagged, trainRef, type Store } from './store';
import { KEPT_SELECTION, type ExplanationUi, type Section } from './ui';

/** Paints a part of the view from the store. */
export interface Paint {
  head(): void;
  toolbar(): void;
  detail(): void;
  plot(): void;
  sort(): void;
}

export type Actions = ReturnType<typeof createActions>;

export function createActions(store: Store, { post, save }: ViewContext, paint: Paint) {
  const keep = (change: Partial<ExplanationUi>) => {
    store.ui = { ...store.ui, ...change };
    save(store.ui);
  };
  const updateList = () => {
    const { filter, sort } = store.ui;
    const { result, effect } = store.model.rows;
    const columns = { ...result.training, effect };
    const { flagged } = store;
    store.model.list.update({
      sort,
      text: filter.text,
      filter: (sorted, matches) => filterRows(sorted, filter, columns, flagged, matches),
    });
  };

  const actions = {
    post,
    updateList,
    choose(selection: Selection) {
      store.selection = selection;
      const { active, selected } = selection;
      keep({ active, selected: selected.size <= KEPT_SELECTION ? [...selected] : [] });
      store.allColumns = false;
      if (active >= 0) store.model.cells.want(Int32Array.of(active));
      paint.plot();
      paint.toolbar();
      paint.detail();
    },
    filter(change: Partial<RowFilter>) {
      keep({ filter: { ...store.ui.filter, ...change } });
      updateList();
    },
    sort(sort: Sort) {
      keep({ sort });
      paint.sort();
      updateList();
    },
    open(ref: RecordRef, focus: boolean) {
      post({ type: 'open', ref, focus });
    },
    openRow(position: number, focus: boolean) {
      post({ type: 'open', ref: trainRef(store, position), focus });
    },
    flag(position: number) {
      post({ type: 'flag', ref: trainRef(store, position), flagged: !isFlagged(store, position) });
    },
    explainRow(position: number) {
      const target = trainRef(store, position);
      post({
        type: 'ask',
        request: { ...store.state.request, target, choice: { by: 'label' } },
        replace: false,
      });
    },
    choice(choice: TargetChoice) {
      post({ type: 'ask', request: { ...store.state.request, choice }, replace: true });
    },
    /** The selected rows when there are several, else all that are shown. */
    copyShown() {
      const { shown } = store.model.list;
      const positions = store.selection.selected.size > 1 ? selectedInOrder(store.selection, shown) : shown;
      post({ type: 'copy', revision: store.model.revision, positions: Int32Array.from(positions) });
    },
    copySelected() {
      const positions = Int32Array.from(selectedInOrder(store.selection, store.model.list.shown));
      post({ type: 'copy', revision: store.model.revision, positions });
    },
    exportRows() {
      const positions = Int32Array.from(store.model.list.shown);
      post({ type: 'export', revision: store.model.revision, positions });
    },
    detailOpen: () => store.ui.detail ?? isWide(),
    toggleDetail() {
      keep({ detail: !actions.detailOpen() });
      paint.toolbar();
      paint.detail();
    },
    toggleSection(section: Section) {
      keep({ section: store.ui.section === section ? undefined : section });
      paint.head();
    },
    toggleFilters() {
      keep({ filters: !store.ui.filters });
      paint.toolbar();
    },
    toggleClasses() {
      store.allClasses = !store.allClasses;
      paint.head();
    },
    showAllColumns() {
      store.allColumns = true;
      paint.detail();
    },
    /** A key in the list that is none of the list's own. */
    key(event: KeyboardEvent, position: number) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 'd') actions.toggleDetail();
      else if (key === 'f' && position >= 0) actions.flag(position);
      else if (key === 'e' && position >= 0) actions.explainRow(position);
      else if (key === 'escape' && isFiltering(store.ui.filter, NO_FILTER)) actions.filter(NO_FILTER);
      else return;
      event.preventDefault();
    },
  };
  return actions;
}
