/** Filters of any list of rows. A filter is an object of settings, each of which has a value that lets every row pass. */

/** Whether anything is set, compared with the filter that lets every row pass. */
export function isFiltering<F extends object>(filter: F, none: F): boolean {
  return (Object.keys(none) as (keyof F)[]).some((key) => filter[key] !== none[key]);
}

/** Positions of `order` that pass, in its order. */
export function filterPositions(order: Int32Array, passes: (position: number) => boolean): Int32Array {
  const passing = new Int32Array(order.length);
  let count = 0;
  for (const position of order) if (passes(position)) passing[count++] = position;
  return passing.slice(0, count);
}
