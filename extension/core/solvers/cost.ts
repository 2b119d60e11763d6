/** What the parts of a solver cost, in floating-point operations of a blocked matrix product. */
import type { Matrix } from '../linalg/types';
import type { LinearCurvature } from './types';

/** How much faster a matrix product runs than a pass over the data for one vector, or a sparse product, per operation. */
export const PRODUCT_SPEED = 5;

/** Xᵀ diag(w) X. */
export function gramFlops({ features, rows, width }: LinearCurvature): number {
  if (features.kind === 'dense') return rows * width * width;
  let pairs = 0;
  for (let i = 0; i < rows; i++) pairs += (features.indptr[i + 1] - features.indptr[i]) ** 2;
  return PRODUCT_SPEED * pairs;
}

/** X Xᵀ. */
export function rowGramFlops({ features, rows, width }: LinearCurvature): number {
  return features.kind === 'dense' ? rows * rows * width : PRODUCT_SPEED * columnPairs(features);
}

/** H·v for one vector. */
export function productFlops(curvature: LinearCurvature): number {
  return PRODUCT_SPEED * curvature.flops;
}

/** Σ over the columns of the squared number of entries. */
function columnPairs(features: Matrix & { kind: 'sparse' }): number {
  const entries = new Float64Array(features.cols);
  const stored = features.indptr[features.rows];
  for (let at = 0; at < stored; at++) entries[features.indices[at]]++;
  return entries.reduce((sum, count) => sum + count * count, 0);
}
