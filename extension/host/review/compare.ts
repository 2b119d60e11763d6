/** What happened between two rankings of a file whose labels were fixed in between. Pure. */
import type { Decision } from '../../contract/decisions';
import type { MislabelsResult } from '../../contract/protocol';
import type { ReviewChange, ReviewMeasure } from '../../contract/review';
import { hashAt } from './queue';

/** How many rows of a ranking are compared: a tenth, at most this many. */
const LEADING = 100;

/** @param fixes decisions whose labels may have been written in between */
export function compareRankings(
  before: MislabelsResult,
  after: MislabelsResult,
  fixes: readonly Decision[],
): ReviewChange {
  const leading = Math.min(LEADING, Math.ceil(after.order.length / 10));
  const positionAfter = matchRows(before, after, fixes);
  const ledBefore = new Set<number>();
  for (const position of before.order.subarray(0, leading)) {
    const now = positionAfter.get(position);
    if (now !== undefined) ledBefore.add(now);
  }
  const leads = [...after.order.subarray(0, leading)];
  const ledAfter = new Set(leads);
  const labelBefore = ({ training }: MislabelsResult, at: number) => training.classes[training.label[at]];
  const fixed = [...positionAfter].filter(
    ([was, now]) => labelBefore(before, was) !== labelBefore(after, now),
  ).length;
  return {
    before: measureOf(before),
    after: measureOf(after),
    fixed,
    left: [...ledBefore].filter((position) => !ledAfter.has(position)),
    entered: leads.filter((position) => !ledBefore.has(position)),
    leading,
  };
}

function measureOf({ head: { model } }: MislabelsResult): ReviewMeasure {
  const { testAccuracy, testLoss, trainLoss } = model;
  return { testAccuracy, testLoss, trainLoss };
}

/**
 * Positions after by positions before, for rows that are the same or had their label fixed. Of several alike the one with the same
 * record index is taken first, then in the order of the file; each row once.
 */
function matchRows(
  before: MislabelsResult,
  after: MislabelsResult,
  fixes: readonly Decision[],
): Map<number, number> {
  const hashesAfterFix = new Map(fixes.map(({ hash, row, hashAfter }) => [`${hash} ${row}`, hashAfter]));
  const free = new Map<string, Set<number>>();
  const rowAfter = new Map<number, number>();
  for (let at = 0; at < after.training.row.length; at++) {
    const hash = hashAt(after.hashes, at);
    const alike = free.get(hash) ?? new Set();
    free.set(hash, alike.add(at));
    rowAfter.set(after.training.row[at], at);
  }
  const matched = new Map<number, number>();
  const take = (was: number, now: number, hash: string) => {
    matched.set(was, now);
    free.get(hash)!.delete(now);
  };
  const unmatched: [number, string[]][] = [];
  for (let was = 0; was < before.training.row.length; was++) {
    const row = before.training.row[was];
    const hash = hashAt(before.hashes, was);
    const fixed = hashesAfterFix.get(`${hash} ${row}`);
    const hashes = fixed === undefined ? [hash] : [fixed, hash];
    const there = rowAfter.get(row);
    const same = there === undefined ? undefined : hashes.find((one) => free.get(one)?.has(there));
    if (same === undefined) unmatched.push([was, hashes]);
    else take(was, there!, same);
  }
  for (const [was, hashes] of unmatched) {
    const hash = hashes.find((one) => free.get(one)?.size);
    if (hash !== undefined) take(was, free.get(hash)!.values().next().value!, hash);
  }
  return matched;
}
