import type { DocumentHead, PredictionRow, PredictionsDocument } from '../../contract/documents';
import type { TargetsResult } from '../../contract/protocol';
import { sampleFile } from '../../contract/records';
import type { Selection } from './explain';

/** Worst predicted first, all of them or the first `top`. */
export function predictionsDocument(
  head: DocumentHead,
  file: string,
  targets: TargetsResult,
  selection: Selection,
): PredictionsDocument {
  const order = worstFirst(targets);
  const indices = selection.all ? order : order.subarray(0, selection.top);
  return {
    kind: 'predictions',
    ...head,
    wrong: targets.label.filter((label, i) => label >= 0 && label !== targets.predicted[i]).length,
    rows: Array.from(indices, (index, i) => predictionRow(targets, file, index, i + 1)),
  };
}

/** Largest loss first; rows without a label follow, the least sure first. */
function worstFirst({ loss, probability }: TargetsResult): Int32Array {
  const key = (i: number) => (Number.isNaN(loss[i]) ? -1 - probability[i]! : loss[i]!);
  return Int32Array.from(loss.keys()).sort((a, b) => key(b) - key(a) || a - b);
}

function predictionRow(targets: TargetsResult, file: string, index: number, rank: number): PredictionRow {
  const { classes, loss } = targets;
  const label = targets.label[index]!;
  return {
    rank,
    file: targets.files === undefined ? file : sampleFile(file, targets.files[index]!),
    row: targets.row[index]!,
    line: targets.line[index]!,
    label: label < 0 ? undefined : classes[label]!,
    predicted: classes[targets.predicted[index]!]!,
    probability: targets.probability[index]!,
    loss: label < 0 ? undefined : loss[index]!,
    preview: targets.preview[index]!,
  };
}
