/** An explanation's rows as a table and as the document of the command line. */
import type { ExplainDocument, ExplainRow } from '../../../contract/documents';
import { explainDocument, explainRows } from '../../../contract/explainDocument';
import type { ExplainResult } from '../../../contract/protocol';
import type { ExportRows } from '../views/types';
import { namedCells, OWN } from './cells';
import type { ExportTable } from './types';

export function explanationTable(
  result: ExplainResult,
  { positions, flagged, cells }: ExportRows,
): ExportTable {
  const before = result.target.probabilities[result.target.explained] ?? Number.NaN;
  const header = [
    'rank',
    'file',
    'row',
    'line',
    'label',
    'predicted',
    'label_probability',
    'influence',
    'removal_delta',
    'removal_forecast',
    'probability_before',
    'probability_after',
    'self_influence',
    'flagged',
    ...(cells ? result.columns.map((column) => OWN + column.name) : []),
  ];
  const rows = explainRows(result, positions).map((row, i) => [
    row.rank,
    row.file,
    row.row,
    row.line,
    row.label,
    row.predicted,
    result.training.probability[positions[i]],
    row.influence,
    row.removalDelta,
    row.removalForecast ?? '',
    before,
    before + row.removalProbabilityDelta,
    row.selfInfluence ?? '',
    flagged.has(row.row) ? 'yes' : 'no',
    ...(cells?.[i]?.cells ?? []),
  ]);
  return { header, rows };
}

/** What the panel knows of a row beyond the command line's document. */
type ExportedRow = ExplainRow & { flagged: boolean; cells?: Record<string, string> };

export function explanationDocument(
  result: ExplainResult,
  { positions, flagged, cells }: ExportRows,
): Omit<ExplainDocument, 'rows'> & { rows: ExportedRow[] } {
  const document = explainDocument(result, positions);
  return {
    ...document,
    rows: document.rows.map((row, i) => ({
      ...row,
      flagged: flagged.has(row.row),
      ...(cells && { cells: namedCells(result.columns, cells[i].cells) }),
    })),
  };
}
