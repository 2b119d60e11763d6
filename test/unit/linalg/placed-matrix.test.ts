import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { Matrix, PlacedMatrix } from '../../../extension/core/linalg/types';
import { describeBackends } from './backends';
import {
  assertClose,
  createRandom,
  largest,
  product,
  randomArray,
  randomDense,
  randomSparse,
  toDense,
  transpose,
} from './reference';

/** Sums of at most ~10³ products of numbers in [−1, 1]: n·ε·n ≈ 1e-13·n in the worst case, far less as rounding goes. */
const TOLERANCE = 1e-13;

const shapes = fc.record({
  rows: fc.integer({ min: 0, max: 70 }),
  cols: fc.integer({ min: 0, max: 70 }),
  k: fc.integer({ min: 1, max: 19 }),
  share: fc.constantFrom(0, 0.02, 0.3, 1),
  sparse: fc.boolean(),
  seed: fc.integer(),
});

interface Case {
  matrix: Matrix;
  dense: Float64Array;
  random: () => number;
}

function draw(shape: { rows: number; cols: number; share: number; sparse: boolean; seed: number }): Case {
  const random = createRandom(shape.seed);
  const matrix = shape.sparse
    ? randomSparse(shape.rows, shape.cols, shape.share, random)
    : randomDense(shape.rows, shape.cols, random);
  return { matrix, dense: toDense(matrix), random };
}

/** Xᵀ·(W ∘ (X·V)) by the definition. */
function curvatureByDefinition(
  x: Float64Array,
  rows: number,
  cols: number,
  w: Float64Array,
  v: Float64Array,
  k: number,
): Float64Array {
  const scores = product(x, v, rows, cols, k);
  const weighted = new Float64Array(rows * k);
  for (let i = 0; i < rows; i++)
    weighted.set(
      product(w.subarray(i * k * k, (i + 1) * k * k), scores.subarray(i * k, (i + 1) * k), k, k, 1),
      i * k,
    );
  return product(transpose(x, rows, cols), weighted, cols, rows, k);
}

function scaledRows(x: Float64Array, rows: number, cols: number, w: Float64Array): Float64Array {
  const out = x.slice();
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[i * cols + j]! *= w[i]!;
  return out;
}

function symmetricBlocks(rows: number, k: number, random: () => number): Float64Array {
  const w = randomArray(rows * k * k, random);
  for (let i = 0; i < rows; i++)
    for (let c = 0; c < k; c++) for (let d = 0; d < c; d++) w[(i * k + d) * k + c] = w[(i * k + c) * k + d]!;
  return w;
}

/** What every backend is held against, computed once. */
const largeCases = once(() => {
  const random = createRandom(3);
  const k = 10;
  return [randomDense(301, 277, random), randomSparse(301, 277, 0.1, random)].map((matrix) => {
    const { rows, cols } = matrix;
    const x = toDense(matrix);
    const xT = transpose(x, rows, cols);
    const w = randomArray(rows, random);
    const r = randomArray(rows * k, random);
    const v = randomArray(cols * k, random);
    const blocks = symmetricBlocks(rows, k, random);
    const expected = {
      gram: product(xT, scaledRows(x, rows, cols, w), cols, rows, cols),
      rowGram: product(x, xT, rows, cols, rows),
      times: product(x, v, rows, cols, k),
      transposeTimes: product(xT, r, cols, rows, k),
      curvature: curvatureByDefinition(x, rows, cols, blocks, v, k),
    };
    return { matrix, k, w, r, v, blocks, expected };
  });
});

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

describeBackends('a placed matrix', (backend) => {
  const check = (name: string, run: (placed: PlacedMatrix, drawn: Case, k: number) => void): void => {
    it(name, () => {
      fc.assert(
        fc.property(shapes, (shape) => {
          const drawn = draw(shape);
          const placed = backend().place(drawn.matrix);
          try {
            run(placed, drawn, shape.k);
          } finally {
            placed.dispose();
          }
        }),
        { numRuns: 60, seed: 7 },
      );
    });
  };

  check('multiplies: X·B', (placed, { matrix, dense, random }, k) => {
    const b = randomArray(matrix.cols * k, random);
    const expected = product(dense, b, matrix.rows, matrix.cols, k);
    assertClose(placed.times(b, k), expected, TOLERANCE, 'X·B', 1 + matrix.cols);
  });

  check('multiplies transposed: Xᵀ·R', (placed, { matrix, dense, random }, k) => {
    const { rows, cols } = matrix;
    const r = randomArray(rows * k, random);
    const expected = product(transpose(dense, rows, cols), r, cols, rows, k);
    assertClose(placed.transposeTimes(r, k), expected, TOLERANCE, 'Xᵀ·R', 1 + rows);
  });

  check('forms Xᵀ·diag(w)·X, exactly symmetric', (placed, { matrix, dense, random }) => {
    const { rows, cols } = matrix;
    const w = randomArray(rows, random);
    const expected = product(
      transpose(dense, rows, cols),
      scaledRows(dense, rows, cols, w),
      cols,
      rows,
      cols,
    );
    const actual = placed.weightedGram(w);
    assertClose(actual, expected, TOLERANCE, 'gram', 1 + rows);
    assert.deepEqual(actual, transpose(actual, cols, cols));
  });

  check('forms X·Xᵀ, exactly symmetric', (placed, { matrix, dense }) => {
    const { rows, cols } = matrix;
    const actual = placed.rowGram();
    assertClose(
      actual,
      product(dense, transpose(dense, rows, cols), rows, cols, rows),
      TOLERANCE,
      'X·Xᵀ',
      1 + cols,
    );
    assert.deepEqual(actual, transpose(actual, rows, rows));
  });

  check('applies the curvature in one pass', (placed, { matrix, dense, random }, k) => {
    const { rows, cols } = matrix;
    const w = symmetricBlocks(rows, k, random);
    const v = randomArray(cols * k, random);
    const expected = curvatureByDefinition(dense, rows, cols, w, v, k);
    const scale = (1 + rows) * (1 + cols) * k;
    assertClose(placed.curvatureTimes(w, v, k), expected, TOLERANCE, 'curvature', scale);
  });

  check(
    'keeps the weights for many products, of several vectors at a time',
    (placed, { matrix, dense, random }, k) => {
      const { rows, cols } = matrix;
      const probabilities = randomArray(rows * k, random);
      const factors = randomArray(rows, random);
      const blocks = symmetricBlocks(rows, k, random);
      const softmax = new Float64Array(rows * k * k);
      for (let i = 0; i < rows; i++)
        for (let c = 0; c < k; c++)
          for (let d = 0; d < k; d++) {
            const p = probabilities[i * k + c]!;
            softmax[(i * k + c) * k + d] = factors[i]! * ((c === d ? p : 0) - p * probabilities[i * k + d]!);
          }
      const cases = [
        { weights: { kind: 'blocks', values: blocks }, w: blocks },
        { weights: { kind: 'softmax', probabilities, factors }, w: softmax },
      ] as const;
      for (const { weights, w } of cases) {
        const curvature = placed.placeCurvature(weights, k);
        for (const m of [1, 3]) {
          const v = randomArray(cols * k * m, random);
          const expected = new Float64Array(cols * k * m);
          for (let at = 0; at < m; at++) {
            const single = curvatureByDefinition(
              dense,
              rows,
              cols,
              w,
              v.filter((_, index) => index % m === at),
              k,
            );
            single.forEach((value, index) => (expected[index * m + at] = value));
          }
          const scale = (1 + rows) * (1 + cols) * k;
          assertClose(curvature.times(v, m), expected, TOLERANCE, `${weights.kind}, ${m} vectors`, scale);
        }
        curvature.dispose();
      }
    },
  );

  check('gives the quadratic form of every row', (placed, { matrix, dense, random }) => {
    const { rows, cols } = matrix;
    const g = randomArray(cols * cols, random);
    const s = g.map((value, at) => value + g[(at % cols) * cols + Math.floor(at / cols)]!);
    const expected = Float64Array.from({ length: rows }, (_, i) => {
      const row = dense.subarray(i * cols, (i + 1) * cols);
      return product(row, product(s, row, cols, cols, 1), 1, cols, 1)[0]!;
    });
    assertClose(placed.rowQuadraticForms(s), expected, TOLERANCE, 'forms', 1 + cols * cols);
  });

  check('squares the rows of a product', (placed, { matrix, dense, random }, k) => {
    const { rows, cols } = matrix;
    const b = randomArray(cols * k, random);
    const products = product(dense, b, rows, cols, k);
    const expected = Float64Array.from({ length: rows }, (_, i) =>
      products.subarray(i * k, (i + 1) * k).reduce((sum, value) => sum + value * value, 0),
    );
    assertClose(placed.rowSquares(b, k), expected, TOLERANCE, 'squares', 1 + cols * cols);
  });

  it('agrees on a shape larger than every block, dense and sparse', () => {
    for (const { matrix, k, w, r, v, blocks, expected } of largeCases()) {
      const { rows, cols } = matrix;
      const placed = backend().place(matrix);
      assertClose(placed.weightedGram(w), expected.gram, 1e-14, 'gram', rows);
      assertClose(placed.rowGram(), expected.rowGram, 1e-14, 'row gram', cols);
      assertClose(placed.times(v, k), expected.times, 1e-14, 'X·B', cols);
      assertClose(placed.transposeTimes(r, k), expected.transposeTimes, 1e-14, 'Xᵀ·R', rows);
      assertClose(placed.curvatureTimes(blocks, v, k), expected.curvature, 1e-12, 'curvature');
      placed.dispose();
    }
  });

  it('keeps several matrices apart', () => {
    const random = createRandom(5);
    const matrices = [randomDense(9, 4, random), randomSparse(7, 4, 0.5, random), randomDense(5, 4, random)];
    const placed = matrices.map((matrix) => backend().place(matrix));
    const b = randomArray(8, random);
    placed[1]!.dispose();
    const later = backend().place(matrices[1]!);
    [placed[0]!, later, placed[2]!].forEach((one, i) =>
      assertClose(
        one.times(b, 2),
        product(toDense(matrices[i]!), b, matrices[i]!.rows, 4, 2),
        1e-14,
        'X·B',
        4,
      ),
    );
    [placed[0]!, later, placed[2]!].forEach((one) => one.dispose());
  });

  it('lets NaN through and comes back', () => {
    const matrix = randomDense(6, 5, createRandom(1));
    matrix.data[7] = NaN;
    const placed = backend().place(matrix);
    assert.ok(Number.isNaN(placed.times(new Float64Array(5).fill(1), 1)[1]!));
    assert.ok(Number.isNaN(largest(placed.weightedGram(new Float64Array(6).fill(1)))));
    placed.dispose();
  });

  it('refuses arrays that do not fit', () => {
    const placed = backend().place(randomDense(6, 5, createRandom(1)));
    assert.throws(() => placed.times(new Float64Array(9), 2), /9 numbers, 10 are needed/);
    assert.throws(() => placed.curvatureTimes(new Float64Array(6), new Float64Array(10), 2), /24 are needed/);
    placed.dispose();
    const unsorted = {
      indptr: Int32Array.of(0, 2),
      indices: Int32Array.of(1, 0),
      values: Float64Array.of(1, 2),
    };
    assert.throws(() => backend().place({ kind: 'sparse', rows: 1, cols: 2, ...unsorted }), /must ascend/);
  });
});
