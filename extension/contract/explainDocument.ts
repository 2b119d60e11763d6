/** An explanation as the document of the command line, with the rows that are asked for. */
import type { DocumentHead, ExplainDocument, ExplainRow } from './documents';
import type { ExplainResult, TrainingColumns } from './protocol';
import { sampleFile } from './records';

/** @param positions training rows (positions, not record indices), in the order in which they are listed */
export function explainDocument(result: ExplainResult, positions: ArrayLike<number>): ExplainDocument {
  const { head, solver, target, ranking } = result;
  return { kind: 'explain', ...head, solver, target, ranking, rows: explainRows(result, positions) };
}

export function explainRows(result: ExplainResult, positions: ArrayLike<number>): ExplainRow[] {
  const { training, forecastRows, order } = result;
  const rank = new Int32Array(order.length);
  order.forEach((at, i) => (rank[at] = i + 1));
  return Array.from(positions, (at) => {
    const corrected = forecastRows === undefined || forecastRows[at] === 1;
    return {
      rank: rank[at],
      file: trainingFile(result, at),
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
  });
}

/** The file of the training row at a position, as documents name it. */
export function trainingFile(
  { head, training }: { head: DocumentHead; training: TrainingColumns },
  at: number,
): string {
  const { train } = head.dataset;
  return training.files === undefined ? train : sampleFile(train, training.files[at]);
}
