import { passFlops } from '../cost';
import type { LinearCurvature } from '../types';
import type { Preconditioner, PreconditionerKind } from './types';

/** Rows whose curvature blocks are held at a time. */
const CHUNK = 4096;

export const diagonal: PreconditionerKind = {
  cost: ({ features, scores }) => ({ flops: passFlops(features, scores), bytes: 0 }),
  iterations: () => 100,
  build: (curvature) => Promise.resolve(diagonalPreconditioner(curvature)),
};

/** The inverse diagonal of H + δI. */
export function diagonalPreconditioner(curvature: LinearCurvature): Preconditioner {
  const diagonal = curvatureDiagonal(curvature);
  return {
    apply(r, m) {
      const out = new Float64Array(r.length);
      for (let line = 0; line < diagonal.length; line++)
        for (let at = line * m; at < (line + 1) * m; at++) out[at] = r[at] / diagonal[line];
      return out;
    },
    dispose() {},
  };
}

/** Diagonal of H + δI, d × K. */
export function curvatureDiagonal(curvature: LinearCurvature): Float64Array {
  const { features, rows, width, scores: k, count, l2, interceptRidge, damping } = curvature;
  const out = new Float64Array(width * k);
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(rows, from + CHUNK);
    const blocks = curvature.weights(from, to);
    for (let i = from; i < to; i++) {
      const block = (i - from) * k * k;
      const begin = features.kind === 'dense' ? i * width : features.indptr[i];
      const end = features.kind === 'dense' ? begin + width : features.indptr[i + 1];
      const values = features.kind === 'dense' ? features.data : features.values;
      for (let at = begin; at < end; at++) {
        const j = features.kind === 'dense' ? at - begin : features.indices[at];
        const squared = values[at] * values[at];
        if (squared === 0) continue;
        for (let s = 0; s < k; s++) out[j * k + s] += blocks[block + s * k + s] * squared;
      }
    }
  }
  const weightEntries = (width - 1) * k;
  for (let at = 0; at < out.length; at++)
    out[at] = out[at] / count + damping + (at < weightEntries ? l2 : interceptRidge);
  return out;
}
