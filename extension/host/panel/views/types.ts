/** What the host does for a view of the panel: one file a view beside this one; the registry lists them. */
import type { RequestOf, ResultOf, RowDecision, ViewName } from '../../../contract/panel';
import type { Work } from '../../../contract/progress';
import type { RecordCells, RecordRef } from '../../../contract/records';
import type { Services } from '../../services';
import type { ExportTable } from '../export/types';

export interface HostView<N extends ViewName> {
  /** Title of the panel's tab. */
  title(request: RequestOf<N>): string;
  load(services: Services, request: RequestOf<N>, work: Work): Promise<ResultOf<N>>;
  /** What is known of this row when it is flagged. */
  labelOf(result: ResultOf<N>, ref: RecordRef): string | undefined;
  /** Records behind the positions, in their order. */
  refs(result: ResultOf<N>, positions: Int32Array): RecordRef[];
  /** Rows as they are copied and exported; `cells` in the order of `positions`, absent where they are left out. */
  table(result: ResultOf<N>, rows: ExportRows): ExportTable;
  /** The same as a JSON document of the command line, with the rows' own cells. */
  document(result: ResultOf<N>, rows: ExportRows): unknown;
}

export interface ExportRows {
  positions: Int32Array;
  flagged: ReadonlySet<number>;
  cells?: readonly RecordCells[];
  /** What was decided of rows under review. */
  decisions?: readonly RowDecision[];
}
