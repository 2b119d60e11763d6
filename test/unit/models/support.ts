/** Problems and comparisons that the tests of models, solvers and influence share. */
import assert from 'node:assert/strict';
import { createCpuBackend } from '../../../extension/core/linalg/cpu/backend';
import type { DenseMatrix, Float64Backend, SparseMatrix } from '../../../extension/core/linalg/types';
import { logistic } from '../../../extension/core/models/logistic';
import type { FittedModel, TrainingProblem } from '../../../extension/core/models/types';
import { createRandom } from '../../../extension/core/random';
import type { Work } from '../../../extension/contract/progress';

export const backend = createCpuBackend();

export function quietWork(signal = new AbortController().signal): Work {
  return { signal, progress: () => undefined };
}

export function dense(rows: number, cols: number, data: ArrayLike<number>): DenseMatrix {
  return { kind: 'dense', rows, cols, data: Float64Array.from(data) };
}

export function toSparse({ rows, cols, data }: DenseMatrix): SparseMatrix {
  const indptr = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++)
      if (data[i * cols + j] !== 0) {
        indices.push(j);
        values.push(data[i * cols + j]);
      }
    indptr.push(indices.length);
  }
  return {
    kind: 'sparse',
    rows,
    cols,
    indptr: Int32Array.from(indptr),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
}

export function row(matrix: DenseMatrix, i: number): DenseMatrix {
  return dense(1, matrix.cols, matrix.data.slice(i * matrix.cols, (i + 1) * matrix.cols));
}

/** Standard normal numbers (Box & Muller). */
export function normals(count: number, random: () => number): Float64Array {
  return Float64Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

/** Classes drawn from a softmax of random scores, so that no penalty separates them. */
export function randomProblem(
  rows: number,
  features: number,
  classes: number,
  seed: number,
  share = 1,
): TrainingProblem & { features: DenseMatrix } {
  const random = createRandom(seed);
  const data = normals(rows * features, random).map((value) => (random() < share ? value : 0));
  const weights = normals(features * classes, random);
  const labels = Int32Array.from({ length: rows }, (_, i) => {
    let [best, top] = [0, -Infinity];
    for (let c = 0; c < classes; c++) {
      let score = -Math.log(-Math.log(1 - random()));
      for (let j = 0; j < features; j++) score += data[i * features + j] * weights[j * classes + c];
      if (score > top) [best, top] = [c, score];
    }
    return i < classes ? i : best;
  });
  return { features: dense(rows, features, data), labels, classes };
}

export function fit(
  problem: TrainingProblem,
  l2: number | 'auto',
  on: Float64Backend = backend,
): Promise<FittedModel> {
  return logistic.fit(problem, { type: 'logistic', l2 }, { backend: on, seed: 0, work: quietWork() });
}

/** The problem without these rows, as a problem of its own. */
export function leaveOut(
  problem: TrainingProblem & { features: DenseMatrix },
  rows: readonly number[],
): TrainingProblem & { features: DenseMatrix } {
  const { features, labels, classes } = problem;
  const kept = [...labels.keys()].filter((i) => !rows.includes(i));
  const data = kept.flatMap((i) => [...features.data.subarray(i * features.cols, (i + 1) * features.cols)]);
  return {
    features: dense(kept.length, features.cols, data),
    labels: Int32Array.from(kept, (i) => labels[i]),
    classes,
  };
}

/** Every entry within `tolerance` of the largest expected one. @param floor what rounding allows whatever the size */
export function assertClose(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  floor = 0,
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  let size = 0;
  for (let i = 0; i < expected.length; i++) size = Math.max(size, Math.abs(expected[i]));
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]);
    assert.ok(
      error <= Math.max(tolerance * size, floor),
      `${what}[${i}]: ${actual[i]} is not ${expected[i]} (off by ${(error / size).toExponential(1)} of the largest)`,
    );
  }
}

/** Pearson's R and the least-squares slope of actual on predicted. */
export function agreement(
  predicted: readonly number[],
  actual: readonly number[],
): { r: number; slope: number } {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mp, ma] = [mean(predicted), mean(actual)];
  let [pp, pa, aa] = [0, 0, 0];
  predicted.forEach((p, i) => {
    pp += (p - mp) ** 2;
    aa += (actual[i] - ma) ** 2;
    pa += (p - mp) * (actual[i] - ma);
  });
  return { r: pa / Math.sqrt(pp * aa), slope: pa / pp };
}
