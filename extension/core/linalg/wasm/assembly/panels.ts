/** Between row-major columns (rows × k) and panels: all rows of columns 0–3, then of 4–7 …; the last is two wide for two or one. */

/** Panels hold `ld` rows each, those from `rows` on zero. */
export function toPanels(from: usize, rows: i32, k: i32, ld: i32, into: usize): void {
  for (let c = 0; c < k; c += 4) {
    const width = k - c > 2 ? 4 : 2;
    const used = min(width, k - c);
    for (let i = 0; i < rows; i++) {
      const row = from + ((<usize>i * k + c) << 3);
      for (let q = 0; q < width; q++) {
        store<f64>(into, q < used ? load<f64>(row + ((<usize>q) << 3)) : 0);
        into += 8;
      }
    }
    const rest = (<usize>(ld - rows) * width) << 3;
    memory.fill(into, 0, rest);
    into += rest;
  }
}

export function fromPanels(from: usize, rows: i32, k: i32, ld: i32, into: usize): void {
  for (let c = 0; c < k; c += 4) {
    const width = k - c > 2 ? 4 : 2;
    const used = (<usize>min(width, k - c)) << 3;
    for (let i = 0; i < rows; i++)
      memory.copy(into + ((<usize>i * k + c) << 3), from + ((<usize>i * width) << 3), used);
    from += (<usize>ld * width) << 3;
  }
}
