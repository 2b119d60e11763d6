import { createRandom, shuffle } from '../../random';

/** Never held out: the only row of its class. */
export const ALWAYS_TRAINED = -1;

/** A fold for each row: every class spread evenly over the folds, seeded. */
export function stratifiedFolds(
  labels: Int32Array,
  classes: number,
  folds: number,
  seed: number,
): Int32Array {
  const random = createRandom(seed);
  const out = new Int32Array(labels.length);
  let next = 0;
  for (let c = 0; c < classes; c++) {
    const rows = Int32Array.from(labels.keys()).filter((i) => labels[i] === c);
    if (rows.length === 1) out[rows[0]] = ALWAYS_TRAINED;
    else for (const i of shuffle(rows, random)) out[i] = next++ % folds;
  }
  return out;
}
