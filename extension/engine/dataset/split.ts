import { createRandom } from '../../core/random';

export interface Split {
  /** Record indices, ascending. */
  train: Int32Array;
  test: Int32Array;
}

/**
 * Holds out a fraction of the labelled records, every class in proportion, the same ones for the same seed. The number of test
 * records is ⌊fraction·n⌉, as near as classes allow that each keep at least one record in training. Each record draws by its index
 * alone whether it is among the first of its class, so that a label that is corrected moves a record or two and no more.
 * @param labels class index of each record
 */
export function stratifiedSplit(labels: Int32Array, classes: number, fraction: number, seed: number): Split {
  const members: number[][] = Array.from({ length: classes }, () => []);
  labels.forEach((label, record) => members[label].push(record));
  const quotas = heldOutPerClass(
    members.map((records) => records.length),
    fraction,
  );
  const random = createRandom(seed);
  const held = new Uint8Array(labels.length);
  const draw = Float64Array.from(labels, () => random());
  members.forEach((records, c) => {
    records.sort((a, b) => draw[a] - draw[b] || a - b);
    for (const record of records.slice(0, quotas[c])) held[record] = 1;
  });
  const all = Int32Array.from(labels.keys());
  return {
    train: all.filter((record) => held[record] === 0),
    test: all.filter((record) => held[record] === 1),
  };
}

/** Hamilton's method: whole parts first, then the classes with the largest remainders until the total is reached. */
function heldOutPerClass(counts: readonly number[], fraction: number): number[] {
  const total = Math.round(fraction * counts.reduce((sum, count) => sum + count, 0));
  const most = counts.map((count) => Math.max(0, count - 1));
  const quotas = counts.map((count, c) => Math.min(most[c], Math.floor(fraction * count)));
  const byRemainder = [...counts.keys()].sort(
    (a, b) => ((fraction * counts[b]) % 1) - ((fraction * counts[a]) % 1) || a - b,
  );
  let left = total - quotas.reduce((sum, quota) => sum + quota, 0);
  for (const c of byRemainder) {
    if (left <= 0) break;
    if (quotas[c] < most[c]) {
      quotas[c]++;
      left--;
    }
  }
  return quotas;
}
