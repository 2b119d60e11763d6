/** What a user can do in the explanation view, by whichever control or key. */
import type { TargetChoice } from '../../extension/contract/protocol';
import type { RecordRef } from '../../extension/contract/records';
import { isFiltering } from '../data/filtering';
import type { Selection } from '../data/selection';
import { createRowActions, takeSelection } from '../rows/actions';
import { trainRef } from '../rows/store';
import type { ViewContext } from '../views/types';
import { filterRows, NO_FILTER, type RowFilter } from './filter';
import type { Store } from './store';
import type { ExplanationUi, Section } from './ui';

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
    ...createRowActions(store, { post, paint, keep, updateList }),
    post,
    updateList,
    choose(selection: Selection) {
      takeSelection(store, selection, keep);
      store.allColumns = false;
      paint.plot();
      paint.toolbar();
      paint.detail();
    },
    filter(change: Partial<RowFilter>) {
      keep({ filter: { ...store.ui.filter, ...change } });
      updateList();
    },
    open(ref: RecordRef, focus: boolean) {
      post({ type: 'open', ref, focus });
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
    toggleSection(section: Section) {
      keep({ section: store.ui.section === section ? undefined : section });
      paint.head();
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
