/** An explanation's rows as a table and as the document of the command line. */
import type { ExplainDocument, ExplainRow } from '../../../contract/documents';
import type { ExplainResult } from '../../../contract/protocol';
import type { ExportRows } from '../views/types';
import type { ExportTable } from './types';

/** Own cells stand in columns named after the file's with this before them: they may be called `label` or `row` too. */
const OWN = 'data.';

export function explanationTable(
  result: ExplainResult,
  { positions, flagged, cells }: ExportRows,
): ExportTable {
  const before = result.target.probabilities[result.target.explained] ?? Number.NaN;
  const ranks = ranksOf(result);
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
  const rows = Array.from(positions, (position, i) => {
    const row = explainRow(result, position, ranks);
    return [
      row.rank,
      row.file,
      row.row,
      row.line,
      row.label,
      row.predicted,
      result.training.probability[position] ?? '',
      row.influence,
      row.removalDelta,
      row.removalForecast ?? '',
      before,
      before + row.removalProbabilityDelta,
      row.selfInfluence ?? '',
      flagged.has(row.row) ? 'yes' : 'no',
      ...(cells?.[i]?.cells ?? []),
    ];
  });
  return { header, rows };
}

type ExportedRow = ExplainRow & { flagged: boolean; cells?: Record<string, string> };

export function explanationDocument(
  result: ExplainResult,
  { positions, flagged, cells }: ExportRows,
): Omit<ExplainDocument, 'rows'> & { rows: ExportedRow[] } {
  const ranks = ranksOf(result);
  return {
    kind: 'explain',
    ...result.head,
    solver: result.solver,
    target: result.target,
    rows: Array.from(positions, (position, i) => {
      const row: ExportedRow = { ...explainRow(result, position, ranks), flagged: false };
      row.flagged = flagged.has(row.row);
      const own = cells?.[i];
      if (own) {
        row.cells = Object.fromEntries(result.columns.map((column, k) => [column.name, own.cells[k] ?? '']));
      }
      return row;
    }),
  };
}

/** Rank of each training row, 1 for the most influential. */
function ranksOf({ order }: ExplainResult): Int32Array {
  const ranks = new Int32Array(order.length);
  order.forEach((position, i) => {
    ranks[position] = i + 1;
  });
  return ranks;
}

function explainRow(result: ExplainResult, position: number, ranks: Int32Array): ExplainRow {
  const { training } = result;
  const at = (values: Float64Array) => values[position]!;
  return {
    rank: ranks[position]!,
    file: result.head.dataset.train,
    row: training.row[position]!,
    line: training.line[position]!,
    label: training.classes[training.label[position]!] ?? '',
    predicted: training.classes[training.predicted[position]!] ?? '',
    influence: at(result.influence),
    removalDelta: at(result.removalDelta),
    ...(result.removalForecast && { removalForecast: at(result.removalForecast) }),
    removalProbabilityDelta: at(result.removalProbabilityDelta),
    ...(result.selfInfluence && { selfInfluence: at(result.selfInfluence) }),
  };
}
