import type { MislabelRow, MislabelsDocument } from '../../contract/documents';
import { trainingFile } from '../../contract/explainDocument';
import type { MislabelsResult } from '../../contract/protocol';
import { hashText } from '../../core/tables/hash';
import type { Selection } from './explain';

export interface SuspectSelection extends Selection {
  /** Only rows at least as suspect as this. */
  minScore?: number;
  /** Content hashes of rows that someone decided to be right: left out unless all rows are shown. */
  kept?: ReadonlySet<string>;
}

/** Most suspect first, all of them or the first `top`. */
export function mislabelsDocument(result: MislabelsResult, selection: SuspectSelection): MislabelsDocument {
  const { head, solver, score, balanced, order } = result;
  const sizes = groupSizes(result.duplicates);
  const { all, top, minScore = 0, kept } = selection;
  const suspects = order.filter((at) => result.suspicion[at] >= minScore);
  const open = all ? suspects : suspects.filter((at) => !kept?.has(hashText(result.hashes, 2 * at)));
  return {
    kind: 'mislabels',
    ...head,
    solver,
    score,
    balanced,
    kept: suspects.length - open.length,
    rows: Array.from(all ? open : open.subarray(0, top), (at, i) => mislabelRow(result, sizes, at, i + 1)),
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
    hash: hashText(result.hashes, 2 * at),
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
