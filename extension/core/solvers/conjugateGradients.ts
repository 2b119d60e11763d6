/** Preconditioned conjugate gradients for several right-hand sides that share the passes over the data. */
import { createPacer } from '../pacing';
import type { Work } from '../../contract/progress';

/** A symmetric positive definite operator on a block of vectors; `columns` says which of the right-hand sides they belong to. */
export type BlockOperator = (v: Float64Array, columns: Int32Array) => Float64Array;

export interface ConjugateGradientOptions {
  /** Stop once ‖r‖ ≤ tolerance · ‖b‖, by the recurrence, in every column. */
  tolerance: number;
  maxIterations: number;
  stage?: string;
}

export interface ConjugateGradientResult {
  /** dimension × m. */
  x: Float64Array;
  iterations: number;
  /** Largest ‖r‖ / ‖b‖ over the columns, by the recurrence. */
  estimatedResidual: number;
}

interface Column {
  index: number;
  rz: number;
  target: number;
}

/** Solves A·X = B from X = 0, for B of dimension × m. Columns that have converged leave the block. */
export async function conjugateGradients(
  apply: BlockOperator,
  precondition: BlockOperator,
  b: Float64Array,
  m: number,
  options: ConjugateGradientOptions,
  work: Work,
): Promise<ConjugateGradientResult> {
  const pacer = createPacer(work);
  const x = new Float64Array(b.length);
  const starts = columnSums(b, b, m);
  let active: Column[] = [];
  for (let c = 0; c < m; c++)
    if (starts[c] > 0) active.push({ index: c, rz: 0, target: starts[c] * options.tolerance ** 2 });
  let r: Float64Array = pick(b, m, active);
  let p: Float64Array = new Float64Array(0);
  let iterations = 0;
  let worst = active.length > 0 ? 1 : 0;
  while (active.length > 0 && iterations < options.maxIterations) {
    const width = active.length;
    const columns = Int32Array.from(active, (column) => column.index);
    const z = precondition(r, columns);
    const rz = columnSums(r, z, width);
    const beta = Float64Array.from(active, (column, c) => (iterations === 0 ? 0 : rz[c] / column.rz));
    active.forEach((column, c) => (column.rz = rz[c]));
    if (iterations === 0) p = z;
    else
      for (let at = 0; at < p.length; at += width)
        for (let c = 0; c < width; c++) p[at + c] = z[at + c] + beta[c] * p[at + c];
    const q = apply(p, columns);
    iterations++;
    const pq = columnSums(p, q, width);
    const alpha = Float64Array.from(active, (column, c) => (pq[c] > 0 ? column.rz / pq[c] : 0));
    for (let at = 0, line = 0; at < p.length; at += width, line += m)
      for (let c = 0; c < width; c++) {
        x[line + columns[c]] += alpha[c] * p[at + c];
        r[at + c] -= alpha[c] * q[at + c];
      }
    const rr = columnSums(r, r, width);
    worst = 0;
    const kept: number[] = [];
    active.forEach((column, c) => {
      worst = Math.max(worst, rr[c] / starts[column.index]);
      if (rr[c] > column.target && alpha[c] > 0) kept.push(c);
    });
    if (kept.length < width) {
      const next = kept.map((c) => ({ ...active[c], index: c }));
      r = pick(r, width, next);
      p = pick(p, width, next);
      active = kept.map((c) => active[c]);
    }
    await pacer.pause(
      options.stage === undefined
        ? undefined
        : { stage: options.stage, fraction: progressOf(worst, options.tolerance) },
    );
  }
  return { x, iterations, estimatedResidual: Math.sqrt(worst) };
}

/** Share of the digits that are there. */
function progressOf(worst: number, tolerance: number): number {
  return worst <= 0 ? 1 : Math.max(0, Math.min(1, Math.log(worst) / 2 / Math.log(tolerance)));
}

/** Σ a·b of each column of two dimension × m blocks. */
function columnSums(a: Float64Array, b: Float64Array, m: number): Float64Array {
  const sums = new Float64Array(m);
  for (let at = 0; at < a.length; at += m) for (let c = 0; c < m; c++) sums[c] += a[at + c] * b[at + c];
  return sums;
}

/** The columns named by `index` of a block of m. */
function pick(block: Float64Array, m: number, columns: readonly Column[]): Float64Array {
  const width = columns.length;
  const lines = block.length / m;
  const out = new Float64Array(lines * width);
  for (let line = 0; line < lines; line++)
    for (let c = 0; c < width; c++) out[line * width + c] = block[line * m + columns[c].index];
  return out;
}
