import { LensError } from '../../../contract/errors';

/** Rows of each class among those that count. */
export function countClasses(labels: Int32Array, classes: number, included?: Uint8Array): Int32Array {
  const counts = new Int32Array(classes);
  labels.forEach((label, i) => {
    if (included?.[i] !== 0) counts[label]++;
  });
  return counts;
}

/** The classes that have rows, ascending. Throws a `data` error when there are fewer than two. */
export function presentClasses(counts: Int32Array): Int32Array {
  const present = Int32Array.from(counts.keys()).filter((c) => counts[c] > 0);
  if (present.length >= 2) return present;
  throw new LensError('data', 'A classifier needs training rows of at least two classes.', {
    hint: 'Add rows of another class, or check that the label column is the right one.',
  });
}
