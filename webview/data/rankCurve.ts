/**
 * Change of the loss against rank, helpful and harmful rows each by their own rank on a logarithmic axis: influence is heavy-tailed, and
 * so the few rows that matter get as much room as the many that do not.
 */
export interface RankCurve {
  /** Positions, largest |effect| first. */
  helpful: Int32Array;
  harmful: Int32Array;
  /** Largest |effect|. */
  largest: number;
  /** Σ |effect|. */
  total: number;
}

/** `order` by |effect|, largest first; rows without any effect are on neither side. */
export function rankCurve(effect: Float32Array, order: Int32Array): RankCurve {
  const helpful = order.filter((position) => effect[position] > 0);
  const harmful = order.filter((position) => effect[position] < 0);
  let total = 0;
  for (const value of effect) total += Math.abs(value);
  const largest = order.length === 0 ? 0 : Math.abs(effect[order[0]]);
  return { helpful, harmful, largest, total };
}

/** Ranks (from 1) that a curve is drawn through: all of the first, then so many a decade that no step is seen. */
export function sampledRanks(count: number, each = 48, perDecade = 60): number[] {
  const ranks = Array.from({ length: Math.min(each, count) }, (_, i) => i + 1);
  if (count <= each) return ranks;
  for (let step = 1; ; step++) {
    const rank = Math.round(each * 10 ** (step / perDecade));
    if (rank >= count) break;
    ranks.push(rank);
  }
  ranks.push(count);
  return ranks;
}

/** Share of all effect, helpful and harmful, that the first `rows` rows of `order` have. */
export function shareOfTop(effect: Float32Array, order: Int32Array, rows: number, total: number): number {
  let sum = 0;
  for (const position of order.subarray(0, rows)) sum += Math.abs(effect[position]);
  return total === 0 ? 0 : sum / total;
}
