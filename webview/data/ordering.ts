/** Orders of rows by a column; each is computed once and kept, so that sorting again or the other way round costs a copy. */

/** A value per position; NaN sorts last in both directions. */
export type SortKeys = Int32Array | Float32Array | Float64Array;

export interface Sort {
  column: string;
  descending: boolean;
}

/** Positions ascending by key; ties in the order of `base` (most influential first). */
export function orderBy(keys: SortKeys, base: Int32Array): Int32Array {
  const place = new Int32Array(base.length);
  base.forEach((position, i) => {
    place[position] = i;
  });
  return Int32Array.from(base).sort((a, b) => compare(keys[a], keys[b]) || place[a] - place[b]);
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : a - b;
}

/** The other way round; ties stay in their order and NaN stays last. */
export function reversed(ascending: Int32Array, keys: SortKeys): Int32Array {
  const result = new Int32Array(ascending.length);
  let end = ascending.length;
  while (end > 0 && Number.isNaN(keys[ascending[end - 1]])) end--;
  result.set(ascending.subarray(end), end);
  let to = 0;
  for (let last = end; last > 0;) {
    let first = last - 1;
    while (first > 0 && keys[ascending[first - 1]] === keys[ascending[first]]) first--;
    result.set(ascending.subarray(first, last), to);
    to += last - first;
    last = first;
  }
  return result;
}

/** Sorted positions on demand. */
export function createOrderings(base: Int32Array, keysOf: (column: string) => SortKeys | undefined) {
  const ascending = new Map<string, { keys: SortKeys; order: Int32Array }>();
  return {
    /** All positions in this order; the base order for a column without keys. */
    sorted({ column, descending }: Sort): Int32Array {
      const keys = keysOf(column);
      if (!keys) return base;
      let known = ascending.get(column);
      if (known?.keys !== keys) {
        known = { keys, order: orderBy(keys, base) };
        ascending.set(column, known);
      }
      return descending ? reversed(known.order, keys) : known.order;
    },
  };
}
