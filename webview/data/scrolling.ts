/**
 * Scrolling through more rows than a browser can lay out. Elements end at some 33 million device pixels; above `LIMIT` the scroll
 * bar's height stands for more rows than it has pixels, and rows are placed relative to where the scroll bar is.
 */
const LIMIT = 8_000_000;

export interface ScrollSpace {
  /** Height of the element that the scroll bar sees, CSS pixels. */
  readonly height: number;
  /** True when a pixel of the scroll bar stands for more than a pixel of rows. */
  readonly compressed: boolean;
  /** Top of the rows on screen, for a position of the scroll bar. */
  toVirtual(scrollTop: number): number;
  /** The reverse. */
  toPhysical(virtualTop: number): number;
  /** The nearest top that exists. */
  clamp(virtualTop: number): number;
}

export function scrollSpace(rows: number, rowHeight: number, viewport: number, limit = LIMIT): ScrollSpace {
  const full = rows * rowHeight;
  const height = Math.min(full, limit);
  const virtualRange = Math.max(0, full - viewport);
  const physicalRange = Math.max(0, height - viewport);
  const ratio = physicalRange === 0 ? 1 : virtualRange / physicalRange;
  return {
    height,
    compressed: full > limit,
    toVirtual: (scrollTop) => Math.min(virtualRange, scrollTop * ratio),
    toPhysical: (virtualTop) => virtualTop / ratio,
    clamp: (virtualTop) => Math.min(virtualRange, Math.max(0, virtualTop)),
  };
}

/** First row and one past the last row to have elements, with `overscan` rows more at both ends. */
export function visibleRows(
  virtualTop: number,
  viewport: number,
  rowHeight: number,
  rows: number,
  overscan: number,
): { first: number; end: number } {
  const first = Math.max(0, Math.floor(virtualTop / rowHeight) - overscan);
  const end = Math.min(rows, Math.ceil((virtualTop + viewport) / rowHeight) + overscan);
  return { first: Math.min(first, end), end };
}
