/** What the explanation view holds while it is open. */
import type { LayerReport } from '../../extension/contract/layers';
import type { PanelState, RequestOf } from '../../extension/contract/panel';
import type { ShownExplanation } from '../../extension/contract/shown';
import type { RecordRef } from '../../extension/contract/records';
import { createCellStore, type CellStore } from '../data/cellStore';
import { createDiffer, type Differ } from '../data/differences';
import { createRowList, type RowList } from '../data/rowList';
import type { Selection } from '../data/selection';
import type { ViewContext } from '../views/types';
import { explanationRows, sortKeys, type ExplanationRows } from './rows';
import type { ExplanationUi } from './ui';

/** What belongs to one result. */
export interface Model {
  readonly revision: number;
  readonly rows: ExplanationRows;
  readonly cells: CellStore;
  readonly differ: Differ;
  readonly list: RowList;
  /** 1 for the rows of the group that is looked at, by position; absent when all are, and until it is known. */
  member?: Uint8Array;
  /** Asked for when they are first looked at. */
  layers(): Promise<LayerReport[]>;
}

export interface Store {
  state: PanelState & { request: RequestOf<'explanation'> };
  model: Model;
  ui: ExplanationUi;
  selection: Selection;
  /** Record indices of the flagged training rows. */
  flagged: ReadonlySet<number>;
  allClasses: boolean;
  allColumns: boolean;
}

export function createModel(
  result: ShownExplanation,
  revision: number,
  call: ViewContext['call'],
  changed: { cells(): void; list(): void },
): Model {
  const rows = explanationRows(result);
  let layers: Promise<LayerReport[]> | undefined;
  const refs = (positions: number[]): RecordRef[] =>
    positions.map((position) => ({ set: 'train', row: result.training.row[position] }));
  return {
    revision,
    rows,
    layers: () => (layers ??= call('layers', {})),
    differ: createDiffer(result.columns, result.targetCells.cells),
    cells: createCellStore(
      (positions, signal) => call('cells', { refs: refs(positions) }, signal),
      changed.cells,
    ),
    list: createRowList(
      result.order,
      (column) => sortKeys(rows, column),
      (text, signal) => call('search', { text }, signal),
      changed.list,
    ),
  };
}
