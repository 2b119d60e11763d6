/** Lines given at points, and where their names go. Pure. */

/** A curve given at ascending `xs`, read in between by a straight line and beyond its ends as at its ends. */
export function readAt(xs: readonly number[], ys: readonly number[], x: number): number {
  const k = xs.findIndex((known) => known >= x);
  if (k < 0) return ys.at(-1) ?? Number.NaN;
  if (k === 0) return ys[0] ?? Number.NaN;
  const t = (x - xs[k - 1]) / (xs[k] - xs[k - 1]);
  return ys[k - 1] + t * (ys[k] - ys[k - 1]);
}

/** Places for labels near `wanted`, at least `gap` apart, within [low, high]; in the order given. */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const places = new Array<number>(wanted.length);
  let next = low;
  for (const i of order) {
    places[i] = Math.max(next, wanted[i]);
    next = places[i] + gap;
  }
  let last = high;
  for (const i of order.reverse()) {
    places[i] = Math.min(last, places[i]);
    last = places[i] - gap;
  }
  return places;
}
