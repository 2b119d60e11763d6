/** Rows [from, to) of `rows`, whose features go to `out[i · stride + at …]`. */
export interface RowBlock {
  rows: Int32Array;
  from: number;
  to: number;
  out: Float64Array;
  stride: number;
  at: number;
}
