/** From scores to the order in which a person looks at rows. */

/** Positions, most suspect first; equal scores by the larger loss, then in file order, so that the order is the same every time. */
export function rankBySuspicion(score: Float64Array, loss: Float64Array): Int32Array {
  return Int32Array.from(score.keys()).sort((a, b) => score[b] - score[a] || loss[b] - loss[a] || a - b);
}

/**
 * Scores relative to what is usual for the row's class, rescaled to [0, 1]: (1 + score − mean of the class) / 2. A rare class is
 * fitted worse as a whole, and would otherwise fill the head of the queue with rows that are merely rare (compare the
 * per-class thresholds of Northcutt et al. 2021, confident learning).
 */
export function balanceByClass(score: Float64Array, labels: Int32Array, classes: number): Float64Array {
  const sum = new Float64Array(classes);
  const count = new Float64Array(classes);
  labels.forEach((label, i) => {
    sum[label] += score[i];
    count[label]++;
  });
  return score.map((s, i) => (1 + s - sum[labels[i]] / count[labels[i]]) / 2);
}

/** The smaller of two classes' share below which the ranking is balanced unless the user says otherwise. */
export function isImbalanced(labels: Int32Array, classes: number): boolean {
  const count = new Float64Array(classes);
  labels.forEach((label) => count[label]++);
  return Math.min(...count) * 5 < Math.max(...count);
}
