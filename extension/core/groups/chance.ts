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

/** Sums of the same rows in another order differ by their rounding. */
const ROUNDING = 1e-12;

/**
 * Two-sided permutation p-value of a group's sum: the share of random draws of as many rows, without replacement, whose sum is at
 * least as far from its expectation (rows · mean, from which `deviation` counts too). The group itself counts as one draw, so
 * that the value is never 0 and a test by it keeps its level (Phipson & Smyth 2010, arXiv 1603.05766). It is that of one
 * group: among many that are looked at, some are far by chance alone.
 */
export function chanceOf(
  effects: Float64Array,
  rows: number,
  sum: number,
  draws: number,
  random: Random,
): number {
  const n = effects.length;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const mean = effects.reduce((all, value) => all + value, 0) / n;
  const size = effects.reduce((all, value) => all + Math.abs(value), 0);
  const distance = Math.abs(sum - rows * mean) - ROUNDING * size;
  // The rows that a draw leaves out are as far from their expectation as those that it takes.
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
    if (Math.abs(drawn - few * mean) >= distance) reached++;
  }
  return reached / (draws + 1);
}
