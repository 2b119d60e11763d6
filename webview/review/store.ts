/** What the review holds while it is open. */
import type {
  CallParams,
  PanelState,
  RankedLabels,
  RequestOf,
  RowDecision,
} from '../../extension/contract/panel';
import type { RecordRef } from '../../extension/contract/records';
import type { LabelEvidence } from '../../extension/contract/review';
import { createCellStore, type CellStore } from '../data/cellStore';
import { createLatest, type Latest } from '../data/latest';
import { createRowList, type RowList } from '../data/rowList';
import type { Selection } from '../data/selection';
import type { ViewContext } from '../views/types';
import { reviewRows, sortKeys, type ReviewRows } from './rows';
import type { ReviewUi } from './ui';

/** What belongs to one ranking. */
export interface Model {
  readonly revision: number;
  readonly rows: ReviewRows;
  /** Of the rows in the list. */
  readonly cells: CellStore;
  /** Of the rows named as evidence, asked for apart so that neither abandons the other. */
  readonly evidenceCells: CellStore;
  /** By position, as text. */
  readonly evidence: Latest<LabelEvidence>;
  readonly list: RowList;
  /** Positions that were fixed or kept when the ranking came. */
  readonly settled: ReadonlySet<number>;
  dispose(): void;
}

export type DecisionVerb = CallParams<'decide'>['decision'];

export interface Store {
  state: PanelState & { request: RequestOf<'review'> };
  model: Model;
  ui: ReviewUi;
  selection: Selection;
  /** Record indices of the flagged training rows. */
  flagged: ReadonlySet<number>;
  /** What the host says was decided, with what was just decided here on top. */
  decisions: ReadonlyMap<number, RowDecision>;
  /** Decided here, the host's answer not yet come; undefined for what is being taken back. */
  pending: Map<number, RowDecision | undefined>;
  /** Why the last decision could not be carried out. */
  refused: string | undefined;
  /** The list of labels to choose from is open. */
  choosing: boolean;
  allClasses: boolean;
  allCells: boolean;
}

export function createModel(
  result: RankedLabels,
  revision: number,
  settled: ReadonlySet<number>,
  call: ViewContext['call'],
  changed: { cells(): void; evidence(position: number): void; list(): void },
): Model {
  const rows = reviewRows(result);
  const ref = (position: number): RecordRef => ({ set: 'train', row: result.training.row[position] });
  const cellStore = () =>
    createCellStore(
      (positions, signal) => call('cells', { refs: positions.map(ref) }, signal),
      changed.cells,
    );
  const model: Model = {
    revision,
    rows,
    settled,
    cells: cellStore(),
    evidenceCells: cellStore(),
    evidence: createLatest(
      (position, signal) => call('evidence', { row: ref(Number(position)) }, signal),
      (position) => changed.evidence(Number(position)),
    ),
    list: createRowList(
      result.order,
      (column) => sortKeys(rows, column),
      (text, signal) => call('search', { text }, signal),
      changed.list,
    ),
    dispose() {
      model.cells.dispose();
      model.evidenceCells.dispose();
      model.evidence.dispose();
      model.list.dispose();
    },
  };
  return model;
}
