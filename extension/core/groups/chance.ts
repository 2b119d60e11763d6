/** What as many rows drawn at random without replacement would sum to: the permutation null of a group. */
import type { Random } from '../random';

/** (Σ over the group − its expectation) / standard deviation, both exact for draws without replacement; 0 without spread. */
export function deviation(effects: Float64Array, rows: number, sum: number): number {
  const n = effects.length;
  const mean = effects.reduce((total, value) => total + value, 0) / n;
  const spread = effects.reduce((total, value) => total + (value - mean) ** 2, 0) / n;
  const variance = n > 1 ? (rows * (n - rows) * spread) / (n - 1) : 0;
  return variance > 0 ? (sum - rows * mean) / Math.sqrt(variance) : 0;
}

/** Share of draws whose sum is at least as far from 0; the group itself counts as one. */
export function chanceOf(
  effects: Float64Array,
  rows: number,
  sum: number,
  draws: number,
  random: Random,
): number {
  const n = effects.length;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const total = effects.reduce((all, value) => all + value, 0);
  // The rows left out of a draw are a draw as well.
  const few = Math.min(rows, n - rows);
  let reached = 1;
  for (let draw = 0; draw < draws; draw++) {
    let drawn = 0;
    for (let i = 0; i < few; i++) {
      const j = i + Math.floor(random() * (n - i));
      const moved = order[i];
      order[i] = order[j];
      order[j] = moved;
      drawn += effects[order[i]];
    }
    if (Math.abs(few === rows ? drawn : total - drawn) >= Math.abs(sum)) reached++;
  }
  return reached / (draws + 1);
}
