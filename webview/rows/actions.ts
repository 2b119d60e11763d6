/** What a user can do in every list of training rows, by whichever control or key. */
import type { Sort } from '../data/ordering';
import type { Selection } from '../data/selection';
import type { GridListener } from '../grid/types';
import { isWide } from '../shell/room';
import type { ViewContext } from '../views/types';
import { chosenRows, isFlagged, trainRef, type RowsStore } from './store';
import { keptSelection, type RowsUi } from './ui';

interface Effects {
  post: ViewContext['post'];
  paint: { toolbar(): void; detail(): void; sort(): void };
  /** Changes what the user has set, and saves it. */
  keep(change: Partial<RowsUi>): void;
  /** Computes the list anew. */
  updateList(): void;
}

export type RowActions = ReturnType<typeof createRowActions>;

export function createRowActions(store: RowsStore, { post, paint, keep, updateList }: Effects) {
  const detailOpen = () => store.ui.detail ?? isWide();
  const copy = (positions: Int32Array) =>
    post({ type: 'copy', revision: store.model.revision, positions: Int32Array.from(positions) });
  return {
    sort(sort: Sort) {
      keep({ sort });
      paint.sort();
      updateList();
    },
    openRow(position: number, focus: boolean) {
      post({ type: 'open', ref: trainRef(store, position), focus });
    },
    flag(position: number) {
      post({ type: 'flag', ref: trainRef(store, position), flagged: !isFlagged(store, position) });
    },
    copySelected() {
      copy(chosenRows(store));
    },
    /** The selected rows when there are several, else all that are shown. */
    copyShown() {
      copy(store.selection.selected.size > 1 ? chosenRows(store) : store.model.list.shown);
    },
    exportRows() {
      const positions = Int32Array.from(store.model.list.shown);
      post({ type: 'export', revision: store.model.revision, positions });
    },
    detailOpen,
    toggleDetail() {
      keep({ detail: !detailOpen() });
      paint.toolbar();
      paint.detail();
    },
    toggleFilters() {
      keep({ filters: !store.ui.filters });
      paint.toolbar();
    },
  };
}

/** Takes a selection into the store, keeps it, and wants the cells of its active row. */
export function takeSelection(store: RowsStore, selection: Selection, keep: Effects['keep']): void {
  store.selection = selection;
  keep(keptSelection(selection));
  if (selection.active >= 0) store.model.cells.want(Int32Array.of(selection.active));
}

type Chosen = Pick<GridListener, 'select' | 'key'>;

/** What the grid tells of its user, passed on. */
export function gridListener(
  store: RowsStore,
  { openRow, sort, flag, copySelected }: RowActions,
  { select, key }: Chosen,
): GridListener {
  return {
    open: openRow,
    select,
    sort,
    key,
    action(name, position) {
      if (name === 'flag') flag(position);
    },
    copy: copySelected,
    visible: (positions) => store.model.cells.want(positions),
  };
}
