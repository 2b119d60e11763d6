/** What a user can do in the review, by whichever control or key. */
import type { MislabelScore } from '../../extension/contract/documents';
import { isFiltering } from '../data/filtering';
import type { Sort } from '../data/ordering';
import { selectedInOrder, selectOne, type Selection } from '../data/selection';
import { isWide } from '../shell/room';
import type { ViewContext } from '../views/types';
import { createDecide } from './decide';
import { filterRows, NO_FILTER, type ReviewFilter } from './filter';
import { reviewKey } from './keys';
import type { Paint } from './paint';
import { isFlagged, trainRef, type Store } from './store';
import { KEPT_SELECTION, type ReviewUi, type Section } from './ui';

/** What the budget view is first asked: the paper's share of flips, few enough draws to wait for. */
const FIRST_BUDGET = { rate: 0.1, kind: 'uniform', draws: 3 } as const;

export type Actions = ReturnType<typeof createActions>;

export function createActions(store: Store, context: ViewContext, paint: Paint) {
  const { post, save } = context;
  const keep = (change: Partial<ReviewUi>) => {
    store.ui = { ...store.ui, ...change };
    save(store.ui);
  };
  const ask = (change: { score?: MislabelScore; balanced?: boolean }) =>
    post({ type: 'ask', request: { ...store.state.request, ...change }, replace: true });
  /** The rows that a decision or a copy is of: the selected ones, else the active one. */
  const subjects = () => selectedInOrder(store.selection, store.model.list.shown);

  const actions = {
    post,
    subjects,
    updateList() {
      const { filter, sort } = store.ui;
      const { rows, settled, list } = store.model;
      const reviewed = { decisions: store.decisions, settled, flagged: store.flagged };
      list.update({
        sort,
        text: filter.text,
        filter: (sorted, matches) => filterRows(sorted, filter, rows.result, reviewed, matches),
      });
    },
    choose(selection: Selection) {
      store.selection = selection;
      const { active, selected } = selection;
      keep({ active, selected: selected.size <= KEPT_SELECTION ? [...selected] : [] });
      Object.assign(store, { allClasses: false, allCells: false, choosing: false });
      if (active >= 0) store.model.cells.want(Int32Array.of(active));
      paint.toolbar();
      paint.decide();
      paint.detail();
    },
    /** Makes a row the active one; shows it in the list. */
    goTo(position: number) {
      paint.select(selectOne(position));
      actions.choose(selectOne(position));
    },
    filter(change: Partial<ReviewFilter>) {
      keep({ filter: { ...store.ui.filter, ...change } });
      actions.updateList();
    },
    sort(sort: Sort) {
      keep({ sort });
      paint.sort();
      actions.updateList();
    },
    openRow(position: number, focus: boolean) {
      post({ type: 'open', ref: trainRef(store, position), focus });
    },
    flag(position: number) {
      post({ type: 'flag', ref: trainRef(store, position), flagged: !isFlagged(store, position) });
    },
    explainRow(position: number) {
      const { dataset } = store.state.request;
      post({
        type: 'ask',
        request: { view: 'explanation', dataset, target: trainRef(store, position), choice: { by: 'label' } },
        replace: false,
      });
    },
    score: (score: MislabelScore) => ask({ score }),
    balanced: (balanced: boolean) => ask({ balanced }),
    refit: () => post({ type: 'run' }),
    openBudget() {
      const { dataset } = store.state.request;
      post({ type: 'ask', request: { view: 'budget', dataset, ...FIRST_BUDGET }, replace: false });
    },
    copySelected() {
      post({ type: 'copy', revision: store.model.revision, positions: Int32Array.from(subjects()) });
    },
    /** The selected rows when there are several, else all that are shown. */
    copyShown() {
      const { shown } = store.model.list;
      const positions = store.selection.selected.size > 1 ? subjects() : shown;
      post({ type: 'copy', revision: store.model.revision, positions: Int32Array.from(positions) });
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
    toggle(what: 'allClasses' | 'allCells') {
      store[what] = !store[what];
      paint.detail();
    },
    chooseLabel(open: boolean) {
      store.choosing = open && subjects().length > 0;
      paint.decide();
      if (!store.choosing) paint.focusRows();
    },
    move(direction: 1 | -1) {
      const { shown } = store.model.list;
      const at = shown.indexOf(store.selection.active) + direction;
      if (shown[at] !== undefined) actions.goTo(shown[at]);
    },
    decide: createDecide(store, context, paint, {
      subjects,
      goTo: (position) => actions.goTo(position),
      updateList: () => actions.updateList(),
    }),
    /** A key in the list that is none of the list's own. */
    key(event: KeyboardEvent, position: number) {
      const key = reviewKey(event);
      if (key === undefined) return;
      if (key === 'clear') {
        if (!isFiltering(store.ui.filter, NO_FILTER)) return;
        actions.filter(NO_FILTER);
      } else if (key === 'next') actions.move(1);
      else if (key === 'previous') actions.move(-1);
      else if (key === 'detail') actions.toggleDetail();
      else if (position < 0) return;
      else if (key === 'flag') actions.flag(position);
      else if (key === 'explain') actions.explainRow(position);
      else if (key === 'label') actions.chooseLabel(true);
      else actions.decide(key);
      event.preventDefault();
    },
  };
  return actions;
}
