/** Ranked labels as a table and as the document of the command line. */
import type { MislabelRow, MislabelsDocument } from '../../../contract/documents';
import { mislabelRows } from '../../../contract/mislabelRows';
import type { RankedLabels, RowDecision } from '../../../contract/panel';
import { hashAt } from '../../review/queue';
import type { ExportRows } from '../views/types';
import { namedCells, OWN } from './cells';
import type { ExportTable } from './types';

export function reviewTable(result: RankedLabels, rows: ExportRows): ExportTable {
  const { positions, flagged, cells } = rows;
  const decisions = byPosition(rows);
  const header = [
    'rank',
    'file',
    'row',
    'line',
    'label',
    'suggested',
    'score',
    'label_probability',
    'suggested_probability',
    'self_influence',
    'leverage',
    'loss',
    'duplicates',
    'conflicting',
    'flagged',
    'decision',
    'changed_to',
    ...(cells ? result.columns.map((column) => OWN + column.name) : []),
  ];
  const table = listedRows(result, positions).map((row, i) => [
    row.rank,
    row.file,
    row.row,
    row.line,
    row.label,
    row.suggested,
    row.score,
    row.looProbability,
    row.suggestedProbability,
    row.selfInfluence,
    row.leverage,
    row.loss,
    row.duplicates ?? 0,
    row.conflicting ? 'yes' : 'no',
    flagged.has(row.row) ? 'yes' : 'no',
    decisions.get(positions[i])?.decision ?? '',
    decisions.get(positions[i])?.to ?? '',
    ...(cells?.[i]?.cells ?? []),
  ]);
  return { header, rows: table };
}

/** What the panel knows of a row beyond the command line's document. */
type ExportedRow = MislabelRow & {
  flagged: boolean;
  decision?: RowDecision['decision'];
  changedTo?: string;
  cells?: Record<string, string>;
};

export function reviewDocument(
  result: RankedLabels,
  rows: ExportRows,
): Omit<MislabelsDocument, 'rows'> & { rows: ExportedRow[] } {
  const { positions, flagged, cells } = rows;
  const { head, solver, score, balanced, columns } = result;
  const decisions = byPosition(rows);
  return {
    kind: 'mislabels',
    ...head,
    solver,
    score,
    balanced,
    kept: 0,
    rows: listedRows(result, positions).map((row, i) => {
      const decided = decisions.get(positions[i]);
      return {
        ...row,
        flagged: flagged.has(row.row),
        ...(decided && { decision: decided.decision, changedTo: decided.to }),
        ...(cells && { cells: namedCells(columns, cells[i].cells) }),
      };
    }),
  };
}

function listedRows(result: RankedLabels, positions: Int32Array): MislabelRow[] {
  const rank = new Int32Array(result.order.length);
  result.order.forEach((at, i) => (rank[at] = i + 1));
  return mislabelRows(
    result,
    positions,
    (at) => rank[at],
    (at) => hashAt(result.hashes, at),
  );
}

function byPosition({ decisions = [] }: ExportRows): Map<number, RowDecision> {
  return new Map(decisions.map((decision) => [decision.position, decision]));
}
