import type { MislabelRow, MislabelsDocument } from '../../contract/documents';
import { trainingFile } from '../../contract/explainDocument';
import type { MislabelsResult } from '../../contract/protocol';
import type { Selection } from './explain';

/** Most suspect first, all of them or the first `top`. */
export function mislabelsDocument(result: MislabelsResult, selection: Selection): MislabelsDocument {
  const { head, solver, score, balanced, order } = result;
  const sizes = groupSizes(result.duplicates);
  const positions = selection.all ? order : order.subarray(0, selection.top);
  return {
    kind: 'mislabels',
    ...head,
    solver,
    score,
    balanced,
    rows: Array.from(positions, (at, i) => mislabelRow(result, sizes, at, i + 1)),
  };
}

function mislabelRow(result: MislabelsResult, sizes: Int32Array, at: number, rank: number): MislabelRow {
  const { training } = result;
  const group = result.duplicates[at];
  return {
    rank,
    file: trainingFile(result, at),
    row: training.row[at],
    line: training.line[at],
    label: training.classes[training.label[at]],
    suggested: training.classes[result.suggested[at]],
    score: result.suspicion[at],
    selfInfluence: result.selfInfluence[at],
    leverage: result.leverage[at],
    loss: result.loss[at],
    looProbability: result.looProbability[at],
    suggestedProbability: result.suggestedProbability[at],
    ...(group < 0 ? {} : { duplicates: sizes[group] - 1 }),
    ...(result.conflicting[at] ? { conflicting: true as const } : {}),
  };
}

function groupSizes(group: Int32Array): Int32Array {
  const sizes = new Int32Array(group.length);
  for (const number of group) if (number >= 0) sizes[number]++;
  return sizes;
}
