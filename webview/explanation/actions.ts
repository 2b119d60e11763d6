/** What a user can do in the explanation view, by whichever control or key. */
import { MOST_VERIFIED } from '../../extension/contract/panelRequest';
import type { TargetChoice } from '../../extension/contract/protocol';
import type { RankingName } from '../../extension/contract/rankings';
import type { RecordRef } from '../../extension/contract/records';
import { isFiltering } from '../data/filtering';
import type { Selection } from '../data/selection';
import { createRowActions, takeSelection } from '../rows/actions';
import { chosenRows, trainRef } from '../rows/store';
import type { ViewContext } from '../views/types';
import { filterRows, NO_FILTER, type RowFilter } from './filter';
import type { Store } from './store';
import type { ExplanationUi, Section } from './ui';

/** Rows of the standard sample of a verification. */
const SAMPLE = 40;

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
    const columns = { ...result.training, effect, member: store.model.member };
    const { flagged } = store;
    store.model.list.update({
      sort,
      text: filter.text,
      filter: (sorted, matches) => filterRows(sorted, filter, columns, flagged, matches),
    });
  };

  const explained = () => {
    const { dataset, target, choice } = store.state.request;
    return { dataset, target, choice };
  };
  const rowsAt = (positions: Int32Array) =>
    Array.from(positions, (position) => trainRef(store, position).row);

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
        request: { ...explained(), view: 'explanation', target, choice: { by: 'label' } },
        replace: false,
      });
    },
    whyRow(position: number) {
      const { row } = trainRef(store, position);
      post({ type: 'ask', request: { view: 'why', ...explained(), row }, replace: false });
    },
    /** Each of the selected rows on its own; one alone as a what-if, which tells of the test rows too; none: the standard sample. */
    verify(positions: Int32Array) {
      const rows = rowsAt(positions.subarray(0, MOST_VERIFIED));
      if (rows.length === 1) return actions.whatIf(positions, true);
      const sample = Math.min(SAMPLE, store.model.rows.count - 1);
      const request = { view: 'verify' as const, ...explained(), rows: rows.length === 0 ? sample : rows };
      post({ type: 'ask', request, replace: false });
    },
    /** Of these rows as a group. */
    whatIf(positions: Int32Array, verify = false) {
      const { within } = store.state.request;
      const wholeGroup = within !== undefined && positions === store.model.list.shown && onlyWithin(store);
      const group = wholeGroup ? { where: within } : { rows: rowsAt(positions) };
      const request = {
        view: 'whatIf' as const,
        ...explained(),
        group,
        action: { do: 'remove' as const },
        verify,
      };
      post({ type: 'ask', request, replace: false });
    },
    /** The selected rows when there are several, else those that pass the filters, else the active one. */
    group(): Int32Array {
      const { selection, model } = store;
      if (selection.selected.size > 1) return chosenRows(store);
      return model.list.shown.length < model.rows.count ? model.list.shown : chosenRows(store);
    },
    slices() {
      post({ type: 'ask', request: { view: 'slices', ...explained() }, replace: false });
    },
    /** Lists all rows again. */
    leaveGroup() {
      const { rankBy } = store.state.request;
      const request = { view: 'explanation' as const, ...explained(), ...(rankBy && { rankBy }) };
      post({ type: 'ask', request, replace: true });
    },
    rankBy(name: RankingName) {
      const { within } = store.state.request;
      const ranking = name === 'influence' ? {} : { rankBy: name };
      keep({ sort: { column: 'rank', descending: false } });
      const request = { view: 'explanation' as const, ...explained(), ...(within && { within }), ...ranking };
      post({ type: 'ask', request, replace: true });
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
      else if (key === 'w' && position >= 0) actions.whyRow(position);
      else if (key === 'v') actions.verify(chosenRows(store));
      else if (key === 'escape' && isFiltering(store.ui.filter, NO_FILTER)) actions.filter(NO_FILTER);
      else return;
      event.preventDefault();
    },
  };
  return actions;
}

/** Whether the rows shown are those of the group that the request names. */
function onlyWithin({ ui }: Store): boolean {
  return !isFiltering(ui.filter, NO_FILTER);
}
