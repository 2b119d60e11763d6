/** The label that a row should rather have, by its held-out probabilities. */

/** The likeliest class of row i that is not `own`; ties go to the lower index. `probabilities` is rows × classes. */
export function bestOther(probabilities: Float64Array, i: number, own: number, classes: number): number {
  let best = own === 0 ? 1 : 0;
  for (let c = best + 1; c < classes; c++) {
    if (c !== own && probabilities[i * classes + c] > probabilities[i * classes + best]) best = c;
  }
  return best;
}

/** The suggestion for every row: class indices. */
export function suggestLabels(probabilities: Float64Array, labels: Int32Array, classes: number): Int32Array {
  return labels.map((own, i) => bestOther(probabilities, i, own, classes));
}
