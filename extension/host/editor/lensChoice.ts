/** Which training rows get a CodeLens. Each costs a view zone of its own, so that large files get them on their top rows alone. */

export type LensSetting = 'auto' | 'all' | 'top' | 'off';

/** Up to this many rows, "auto" puts a lens on every one. */
export const SMALL_FILE_ROWS = 200;
/** How many of the highest-ranked rows "top" takes. */
export const TOP_ROWS = 200;
/** "all" stops here: typing in a file with more lenses stutters. */
export const MOST_ROWS = 2000;

/** Positions in the training set, in the order of `order` (largest self-influence first). */
export function lensRows(order: Int32Array, setting: LensSetting): Int32Array {
  switch (setting) {
    case 'off':
      return order.subarray(0, 0);
    case 'top':
      return order.subarray(0, TOP_ROWS);
    case 'all':
      return order.subarray(0, MOST_ROWS);
    case 'auto':
      return order.length <= SMALL_FILE_ROWS ? order : order.subarray(0, TOP_ROWS);
  }
}

/** `rank[i]` is the one-based place of position i in `order`. */
export function ranksOf(order: Int32Array): Int32Array {
  const rank = new Int32Array(order.length);
  order.forEach((position, place) => {
    rank[position] = place + 1;
  });
  return rank;
}
