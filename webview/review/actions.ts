/** What a user can do in the review, by whichever control or key. */
import type { MislabelScore } from '../../extension/contract/documents';
import { isFiltering } from '../data/filtering';
import { selectOne, type Selection } from '../data/selection';
import { createRowActions, takeSelection } from '../rows/actions';
import { chosenRows, trainRef } from '../rows/store';
import type { ViewContext } from '../views/types';
import { createDecide } from './decide';
import { filterRows, NO_FILTER, type ReviewFilter } from './filter';
import { reviewKey } from './keys';
import type { Paint } from './paint';
import type { Store } from './store';
import type { ReviewUi, Section } from './ui';

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
  const subjects = () => chosenRows(store);
  const updateList = () => {
    const { filter, sort } = store.ui;
    const { rows, settled, list } = store.model;
    const reviewed = { decisions: store.decisions, settled, flagged: store.flagged };
    list.update({
      sort,
      text: filter.text,
      filter: (sorted, matches) => filterRows(sorted, filter, rows.result, reviewed, matches),
    });
  };

  const actions = {
    ...createRowActions(store, { post, paint, keep, updateList }),
    post,
    subjects,
    updateList,
    choose(selection: Selection) {
      takeSelection(store, selection, keep);
      Object.assign(store, { allClasses: false, allCells: false, choosing: false });
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
      updateList();
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
    toggleSection(section: Section) {
      keep({ section: store.ui.section === section ? undefined : section });
      paint.head();
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
      updateList,
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
