import type { MislabelsDocument } from '../../contract/documents';
import { mislabelRows } from '../../contract/mislabelRows';
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
    rows: mislabelRows(
      result,
      all ? open : open.subarray(0, top),
      (_, place) => place + 1,
      (at) => hashText(result.hashes, 2 * at),
    ),
  };
}
