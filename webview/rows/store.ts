/** What the store of every view with a list of training rows holds, and what is read from it. */
import type { TrainingColumns } from '../../extension/contract/protocol';
import type { RecordRef } from '../../extension/contract/records';
import type { CellStore } from '../data/cellStore';
import type { RowList } from '../data/rowList';
import { selectedInOrder, type Selection } from '../data/selection';
import type { RowContext } from './cells';
import type { RowsUi } from './ui';

export interface RowsStore {
  model: {
    readonly revision: number;
    readonly rows: { count: number; rank: Int32Array; result: { training: TrainingColumns } };
    readonly cells: CellStore;
    readonly list: RowList;
  };
  ui: RowsUi;
  selection: Selection;
  /** Record indices of the flagged training rows. */
  flagged: ReadonlySet<number>;
}

export function trainRef({ model }: RowsStore, position: number): RecordRef {
  return { set: 'train', row: model.rows.result.training.row[position] };
}

export function isFlagged({ model, flagged }: RowsStore, position: number): boolean {
  return flagged.has(model.rows.result.training.row[position]);
}

/** The rows that something done in the list is of: the selected ones, else the active one. */
export function chosenRows({ selection, model }: RowsStore): Int32Array {
  return selectedInOrder(selection, model.list.shown);
}

export function rowContext(store: RowsStore): RowContext & { cells(): CellStore } {
  return {
    training: () => store.model.rows.result.training,
    rank: () => store.model.rows.rank,
    cells: () => store.model.cells,
    isFlagged: (position) => isFlagged(store, position),
  };
}
