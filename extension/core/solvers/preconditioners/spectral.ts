/**
 * The curvature of several scores in the eigenvectors of the features' Gram matrix: exact for the leading ones and the intercept,
 * where the data bends the objective; beyond them, where the penalty does, with W_i replaced by ω_i·W̄ as in decoupled.ts, which
 * the eigenvectors of both make diagonal.
 */
import type { Work } from '../../../contract/progress';
import type { CholeskyFactor, Float64Backend } from '../../linalg/types';
import { gramFlops } from '../cost';
import { factorRegularized } from '../factor';
import { assembleHessian, featuresOutermost, scoresOutermost } from '../hessian';
import type { LinearCurvature } from '../types';
import { averageWeights } from './averageWeights';
import type { Preconditioner, PreconditionerKind } from './types';

/** A direction is leading when the data bends it by more than this share of the penalty. */
const BENT = 0.1;
/** Largest dimension of the exact part. */
const MOST = 2000;
/** Multiplications of an eigendecomposition of n × n, over n³. */
const EIGEN = 10;

interface Eigen {
  /** Ascending. */
  values: Float64Array;
  /** In columns. */
  vectors: Float64Array;
}

export const spectral: PreconditionerKind = {
  cost(curvature) {
    const { rows, width: d, scores: k } = curvature;
    // One score is decoupled as it is.
    if (k === 1) return undefined;
    const most = Math.min(d, mostLeading(k) + 1);
    const blocks = (k * (k + 1)) / 2;
    return {
      flops: gramFlops(curvature) + EIGEN * d ** 3 + blocks * rows * most ** 2 + (most * k) ** 3 / 3,
      bytes: 8 * (2 * d * d + rows * most + 2 * (most * k) ** 2),
    };
  },
  iterations: () => 14,
  build: spectralPreconditioner,
};

async function spectralPreconditioner(
  curvature: LinearCurvature,
  backend: Float64Backend,
  work: Work,
): Promise<Preconditioner> {
  const { width: d, scores: k, count, l2, damping } = curvature;
  const ridge = l2 + damping;
  const { omega, sum } = averageWeights(curvature);
  const ofScores = await backend.symmetricEigen(scaled(sum, 1 / count), k, work);
  const n = d - 1;
  const gram = withoutLast(curvature.placed.weightedGram(omega), d);
  const ofFeatures = await backend.symmetricEigen(scaled(gram, 1 / count), n, work);
  const steepest = ofScores.values[k - 1];
  const bent = ofFeatures.values.filter((value) => value * steepest > BENT * ridge).length;
  const leading = Math.min(bent, mostLeading(k));
  const factor = await factorLeading(curvature, ofFeatures.vectors, leading, backend, work);
  const basis = backend.place({ kind: 'dense', rows: n, cols: n, data: ofFeatures.vectors });
  const tail = n - leading;
  return {
    apply(r, m) {
      const width = k * m;
      const turned = basis.transposeTimes(r.subarray(0, n * width), width);
      divide(turned.subarray(0, tail * width), ofFeatures.values, ofScores, ridge, k, m);
      const exact = new Float64Array((leading + 1) * width);
      exact.set(turned.subarray(tail * width));
      exact.set(r.subarray(n * width), leading * width);
      const right = scoresOutermost(exact, leading + 1, k, m);
      const solved = featuresOutermost(factor.solve(right, m), leading + 1, k, m);
      turned.set(solved.subarray(0, leading * width), tail * width);
      const out = new Float64Array(d * width);
      out.set(basis.times(turned, width));
      out.set(solved.subarray(leading * width), n * width);
      return out;
    },
    dispose() {
      factor.dispose();
      basis.dispose();
    },
  };
}

function mostLeading(scores: number): number {
  return Math.max(0, Math.floor(MOST / scores) - 1);
}

/** The Cholesky factor of the curvature in the last `leading` eigenvectors and the intercept. */
async function factorLeading(
  curvature: LinearCurvature,
  vectors: Float64Array,
  leading: number,
  backend: Float64Backend,
  work: Work,
): Promise<CholeskyFactor> {
  const { width: d, rows, scores: k } = curvature;
  const n = d - 1;
  const width = leading + 1;
  const turn = new Float64Array(d * width);
  for (let j = 0; j < n; j++) turn.set(vectors.subarray(j * n + n - leading, (j + 1) * n), j * width);
  turn[n * width + leading] = 1;
  const data = curvature.placed.times(turn, width);
  const placed = backend.place({ kind: 'dense', rows, cols: width, data });
  try {
    const hessian = await assembleHessian({ ...curvature, width, placed }, work);
    return await factorRegularized(hessian, width * k, backend, work);
  } finally {
    placed.dispose();
  }
}

/** In place, for lines j of K × m: Z_j ← U·(g_j·μ + ridge)⁻¹·Uᵀ·Z_j, with g of the features, μ and U of the scores. */
function divide(
  z: Float64Array,
  g: Float64Array,
  { values: mu, vectors: u }: Eigen,
  ridge: number,
  k: number,
  m: number,
): void {
  const turned = new Float64Array(k * m);
  for (let line = 0, from = 0; from < z.length; line++, from += k * m) {
    const part = z.subarray(from, from + k * m);
    turned.fill(0);
    for (let c = 0; c < k; c++) {
      const curvature = Math.max(0, g[line]) * Math.max(0, mu[c]) + ridge;
      for (let s = 0; s < k; s++)
        for (let at = 0; at < m; at++) turned[c * m + at] += (u[s * k + c] / curvature) * part[s * m + at];
    }
    part.fill(0);
    for (let s = 0; s < k; s++)
      for (let c = 0; c < k; c++)
        for (let at = 0; at < m; at++) part[s * m + at] += u[s * k + c] * turned[c * m + at];
  }
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}

/** The matrix (n × n) without its last row and column. */
function withoutLast(a: Float64Array, n: number): Float64Array {
  const out = new Float64Array((n - 1) ** 2);
  for (let j = 0; j < n - 1; j++) out.set(a.subarray(j * n, (j + 1) * n - 1), j * (n - 1));
  return out;
}
