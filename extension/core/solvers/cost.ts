/**
 * What the parts of a solver cost, in multiplications of a blocked dense product, of which a second holds about 2·10¹⁰. The
 * other factors are what was measured beside it, on two cores: reading the data again for every vector, or hopping through
 * sparse rows, takes longer per multiplication.
 */
import type { Matrix } from '../linalg/types';
import type { LinearCurvature } from './types';

const DENSE_PASS = 3;
const SPARSE_PASS = 7;
/** Of a vector among several that share the pass. */
const DENSE_SHARED = 2;
const SPARSE_SHARED = 5;
const SPARSE_PAIR = 15;
/** Of an iteration beside its pass, for each parameter. */
const VECTORS = 150;

/** Xᵀ diag(w) X. */
export function gramFlops({ features, rows, width }: LinearCurvature): number {
  if (features.kind === 'dense') return rows * width * width;
  let pairs = 0;
  for (let i = 0; i < rows; i++) pairs += (features.indptr[i + 1] - features.indptr[i]) ** 2;
  return SPARSE_PAIR * pairs;
}

/** X Xᵀ. */
export function rowGramFlops({ features, rows, width }: LinearCurvature): number {
  return features.kind === 'dense' ? rows * rows * width : SPARSE_PAIR * columnPairs(features);
}

/** What an iteration of conjugate gradients does with its vectors, for each right-hand side. */
export function vectorFlops(dimension: number): number {
  return VECTORS * dimension;
}

/** X·V and Xᵀ·(W ∘ XV) for one vector V with so many scores. */
export function passFlops(features: Matrix, scores: number): number {
  return 2 * stored(features) * scores * (features.kind === 'dense' ? DENSE_PASS : SPARSE_PASS);
}

/** The same for one of several vectors. */
export function sharedPassFlops(features: Matrix, scores: number): number {
  return 2 * stored(features) * scores * (features.kind === 'dense' ? DENSE_SHARED : SPARSE_SHARED);
}

function stored(features: Matrix): number {
  return features.kind === 'dense' ? features.rows * features.cols : features.indptr[features.rows];
}

/** Σ over the columns of the squared number of entries. */
function columnPairs(features: Matrix & { kind: 'sparse' }): number {
  const entries = new Float64Array(features.cols);
  const count = features.indptr[features.rows];
  for (let at = 0; at < count; at++) entries[features.indices[at]]++;
  return entries.reduce((sum, pairs) => sum + pairs * pairs, 0);
}
