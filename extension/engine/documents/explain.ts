import type { ExplainDocument, ExplainRow } from '../../contract/documents';
import type { ExplainResult } from '../../contract/protocol';

export interface Selection {
  /** How many rows, most important first. */
  top: number;
  /** Every training row instead. */
  all: boolean;
}

/** @param selection with `all` the rows are in file order, else by rank */
export function explainDocument(result: ExplainResult, selection: Selection): ExplainDocument {
  const { head, solver, target, order } = result;
  const rank = new Int32Array(order.length);
  order.forEach((at, i) => (rank[at] = i + 1));
  const positions = selection.all ? Array.from(order.keys()) : Array.from(order.subarray(0, selection.top));
  return {
    kind: 'explain',
    ...head,
    solver,
    target,
    rows: positions.map((at) => explainRow(result, at, rank[at])),
  };
}

function explainRow(result: ExplainResult, at: number, rank: number): ExplainRow {
  const { training, head, forecastRows } = result;
  const corrected = forecastRows === undefined || forecastRows[at] === 1;
  return {
    rank,
    file: head.dataset.train,
    row: training.row[at],
    line: training.line[at],
    label: training.classes[training.label[at]],
    predicted: training.classes[training.predicted[at]],
    influence: result.influence[at],
    removalDelta: result.removalDelta[at],
    removalForecast: corrected ? result.removalForecast?.[at] : undefined,
    removalProbabilityDelta: result.removalProbabilityDelta[at],
    selfInfluence: result.selfInfluence?.[at],
  };
}
