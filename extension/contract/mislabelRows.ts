/** Rows of a ranking of labels as the documents list them. */
import type { MislabelRow } from './documents';
import { trainingFile } from './explainDocument';
import type { MislabelsResult } from './protocol';

/**
 * @param positions training rows (positions, not record indices), in the order in which they are listed
 * @param rankOf rank of a row, by its position and its place in the list
 * @param hashOf content hash of the record at a position, 16 hex digits
 */
export function mislabelRows(
  result: MislabelsResult,
  positions: ArrayLike<number>,
  rankOf: (at: number, place: number) => number,
  hashOf: (at: number) => string,
): MislabelRow[] {
  const { training } = result;
  const sizes = groupSizes(result.duplicates);
  return Array.from(positions, (at, place) => {
    const group = result.duplicates[at];
    return {
      rank: rankOf(at, place),
      file: trainingFile(result, at),
      row: training.row[at],
      line: training.line[at],
      hash: hashOf(at),
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
  });
}

function groupSizes(group: Int32Array): Int32Array {
  const sizes = new Int32Array(group.length);
  for (const number of group) if (number >= 0) sizes[number]++;
  return sizes;
}
