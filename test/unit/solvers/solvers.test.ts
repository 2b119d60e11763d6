/** Every solver against a dense inverse of the curvature that is formed column by column, and against the others. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linearCurvature } from '../../../extension/core/models/linear/curvature';
import { DEFAULT_MEMORY } from '../../../extension/core/linalg/memory';
import { createDesign } from '../../../extension/core/models/linear/design';
import { logisticLoss } from '../../../extension/core/models/linear/losses/logistic';
import { softmaxLoss } from '../../../extension/core/models/linear/losses/softmax';
import { evaluate } from '../../../extension/core/models/linear/objective';
import { createRandom } from '../../../extension/core/random';
import { chooseSolver } from '../../../extension/core/solvers/choose';
import { forEachEntry } from '../../../extension/core/solvers/covariances';
import { LINEAR_SOLVERS } from '../../../extension/core/solvers/registry';
import type { LinearCurvature } from '../../../extension/core/solvers/types';
import { assertClose, backend, normals, quietWork, randomProblem, toSparse } from '../models/support';

/** Those that are chosen by cost; the others have tests of their own. */
const CHOSEN = LINEAR_SOLVERS.filter(({ onRequest }) => !onRequest);

interface Case {
  title: string;
  rows: number;
  features: number;
  classes: number;
  l2: number;
  damping: number;
  sparse?: boolean;
  /** Rows that do not count. */
  excluded?: number[];
}

const CASES: Case[] = [
  { title: 'one score', rows: 40, features: 7, classes: 2, l2: 0.01, damping: 0 },
  { title: 'three scores', rows: 60, features: 5, classes: 4, l2: 0.1, damping: 0 },
  { title: 'one score, wide', rows: 30, features: 90, classes: 2, l2: 1e-3, damping: 0 },
  { title: 'two scores, wide', rows: 25, features: 60, classes: 3, l2: 0.02, damping: 0 },
  { title: 'one score, wide, damped', rows: 30, features: 90, classes: 2, l2: 1e-3, damping: 0.05 },
  { title: 'two scores, wide, damped', rows: 25, features: 60, classes: 3, l2: 0.02, damping: 0.01 },
  { title: 'one score, sparse', rows: 30, features: 80, classes: 2, l2: 1e-3, damping: 0, sparse: true },
  {
    title: 'two scores, without rows',
    rows: 30,
    features: 40,
    classes: 3,
    l2: 0.05,
    damping: 0,
    excluded: [2, 9],
  },
];

describe('solvers', () => {
  for (const each of CASES) {
    const curvature = curvatureOf(each);
    const { dimension: n, scores: k, rows, count } = curvature;
    const inverse = invert(curvature.times(identity(n), n), n);

    for (const entry of CHOSEN) {
      if (entry.cost(curvature, { solves: 1, rows: 0 }) === undefined) continue;
      it(`${entry.name}: ${each.title}`, async () => {
        const solver = await entry.build(curvature, backend, quietWork());
        const m = 3;
        const b = normals(n * m, createRandom(5));
        const { x, relativeResidual } = await solver.solve(b, m, quietWork());
        assertClose('solution', x, multiply(inverse, b, n, m), 1e-10);
        assert.ok(relativeResidual <= 1e-11, `${relativeResidual}`);

        const every = Int32Array.from({ length: rows }, (_, i) => i);
        const expected = every.reduce<number[]>((all, i) => {
          const j = jacobian(curvature, i);
          const hj = multiply(inverse, j, n, k);
          for (let s = 0; s < k; s++)
            for (let t = 0; t < k; t++) {
              let sum = 0;
              for (let at = 0; at < n; at++) sum += j[at * k + s] * hj[at * k + t];
              all.push(sum / count);
            }
          return all;
        }, []);
        if (solver.scoreCovariances) {
          assertClose('A_i', await solver.scoreCovariances(every, quietWork()), expected, 1e-10);
          const some = Int32Array.of(rows - 1, 3);
          assertClose(
            'A_i of two rows',
            await solver.scoreCovariances(some, quietWork()),
            [...some].flatMap((i) => expected.slice(i * k * k, (i + 1) * k * k)),
            1e-10,
          );
        }
        if (solver.solveOmitting) {
          const omit = Int32Array.of(4, 0, 4);
          const { x: without } = await solver.solveOmitting(b, omit, quietWork());
          assertClose('b', curvature.times(without, m, omit), b, 1e-10);
        }
        solver.dispose();
      });
    }

    it(`curvature is the derivative of the gradient: ${each.title}`, () => {
      const { problem, point } = problemOf(each);
      const v = normals(n, createRandom(9));
      const h = 1e-5;
      const at = (step: number): Float64Array =>
        evaluate(
          problem,
          point.theta.map((value, j) => value + step * v[j]),
        ).gradient;
      const [plus, minus] = [at(h), at(-h)];
      const expected = plus.map((g, j) => (g - minus[j]) / (2 * h) + each.damping * v[j]);
      // Central differences err by h² and by rounding / h.
      assertClose('H·v', curvature.times(v, 1), expected, 1e-8);
    });

    it(`leaving a row out takes its share of the curvature: ${each.title}`, () => {
      const v = normals(n, createRandom(3));
      const i = 4;
      const j = jacobian(curvature, i);
      const w = curvature.weights(i, i + 1);
      const scores = new Float64Array(k);
      for (let s = 0; s < k; s++) for (let at = 0; at < n; at++) scores[s] += j[at * k + s] * v[at];
      const expected = curvature.times(v, 1).map((value, at) => {
        let share = 0;
        for (let s = 0; s < k; s++)
          for (let t = 0; t < k; t++) share += j[at * k + s] * w[s * k + t] * scores[t];
        return value - share / count;
      });
      assertClose('H·v', curvature.times(v, 1, Int32Array.of(i)), expected, 1e-13);
    });
  }

  it('agree with each other on random problems', async () => {
    const shape = fc.record({
      rows: fc.integer({ min: 8, max: 30 }),
      features: fc.integer({ min: 1, max: 40 }),
      classes: fc.integer({ min: 2, max: 4 }),
      l2: fc.constantFrom(1e-4, 1e-2, 1),
      seed: fc.nat(1000),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ seed, ...rest }) => {
        const curvature = curvatureOf({ title: '', damping: 0, ...rest }, seed);
        const b = normals(curvature.dimension, createRandom(seed));
        let first: Float64Array | undefined;
        for (const entry of CHOSEN) {
          if (entry.cost(curvature, { solves: 1, rows: 0 }) === undefined) continue;
          const solver = await entry.build(curvature, backend, quietWork());
          const { x } = await solver.solve(b, 1, quietWork());
          solver.dispose();
          if (first) assertClose(entry.name, x, first, 1e-8);
          else first = x;
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the choice of a solver', () => {
  const shape = (rows: number, width: number, scores: number, memory = DEFAULT_MEMORY): LinearCurvature =>
    ({
      dimension: width * scores,
      memory,
      damping: 0,
      flops: 4 * rows * width * scores,
      rows,
      width,
      scores,
      features: { kind: 'dense', rows, cols: width, data: new Float64Array(0) },
      l2: 0.01,
      count: rows,
    }) as LinearCurvature;
  const chosen = (curvature: LinearCurvature, solves: number, rows: number): string =>
    chooseSolver(LINEAR_SOLVERS, 'auto', curvature, { solves, rows }).name;

  it('factors what is small', () => {
    assert.equal(chosen(shape(20000, 128, 1), 2, 10), 'exact');
    assert.equal(chosen(shape(20000, 128, 1), 2, 20000), 'exact');
  });

  it('takes the dual where features outnumber rows', () => {
    assert.equal(chosen(shape(500, 12000, 1), 2, 500), 'exact (dual)');
  });

  it('iterates where no factor fits, and refuses to score all rows there', () => {
    assert.equal(chosen(shape(11000, 20000, 19), 2, 10), 'cg');
    assert.throws(
      () => chooseSolver(LINEAR_SOLVERS, 'exact', shape(11000, 20000, 19), { solves: 1, rows: 10 }),
      { code: 'memory', message: /380,000 × 380,000/ },
    );
  });

  it('keeps within the memory that the user allows', () => {
    const every = { solves: 1, rows: 8000, covariances: true };
    assert.equal(chooseSolver(LINEAR_SOLVERS, 'exact', shape(8000, 785, 9), every).name, 'exact');
    const little = shape(8000, 785, 9, 512 * 2 ** 20);
    assert.throws(() => chooseSolver(LINEAR_SOLVERS, 'exact', little, every), {
      code: 'memory',
      message: /7,065 × 7,065 .* too large for 512 MB/,
    });
    assert.equal(chooseSolver(LINEAR_SOLVERS, 'auto', little, { solves: 1, rows: 10 }).name, 'cg');
  });

  it('iterates on images, where one prediction takes few solves, and factors to score all rows', () => {
    assert.equal(chosen(shape(8000, 785, 9), 1, 10), 'cg');
    const every = { solves: 1, rows: 8000, covariances: true };
    assert.equal(chooseSolver(LINEAR_SOLVERS, 'auto', shape(8000, 785, 9), every).name, 'exact');
  });

  it('refuses to score all rows by hours of solves', () => {
    const every = { solves: 1, rows: 200_000, covariances: true };
    assert.throws(() => chooseSolver(LINEAR_SOLVERS, 'cg', shape(200_000, 5000, 9), every), {
      code: 'memory',
      message: /a solve a row/,
    });
  });
});

function problemOf(each: Case, seed = 1) {
  const training = randomProblem(each.rows, each.features, each.classes, seed, each.sparse ? 0.2 : 1);
  const design = createDesign(each.sparse ? toSparse(training.features) : training.features, backend);
  const classes = Int32Array.from({ length: each.classes }, (_, c) => c);
  const loss = each.classes === 2 ? logisticLoss() : softmaxLoss(each.classes, classes);
  const included = new Uint8Array(each.rows).fill(1);
  each.excluded?.forEach((i) => (included[i] = 0));
  const count = each.rows - (each.excluded?.length ?? 0);
  const problem = { design, labels: training.labels, loss, l2: each.l2, included, count };
  const theta = normals(design.width * loss.scores, createRandom(seed + 1)).map((value) => value / 2);
  return { problem, point: evaluate(problem, theta) };
}

function curvatureOf(each: Case, seed?: number): LinearCurvature {
  const { problem, point } = problemOf(each, seed);
  return linearCurvature(problem, point, each.damping);
}

/** J_iᵀ, (d × K) × K. */
function jacobian(curvature: LinearCurvature, i: number): Float64Array {
  const k = curvature.scores;
  const out = new Float64Array(curvature.dimension * k);
  forEachEntry(curvature, i, (j, value) => {
    for (let s = 0; s < k; s++) out[(j * k + s) * k + s] = value;
  });
  return out;
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
}

function multiply(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array {
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++)
    for (let p = 0; p < n; p++) for (let c = 0; c < m; c++) out[i * m + c] += a[i * n + p] * b[p * m + c];
  return out;
}

/** Gauss–Jordan with partial pivoting. */
function invert(matrix: Float64Array, n: number): Float64Array {
  const a = matrix.slice();
  const out = identity(n);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column; i < n; i++)
      if (Math.abs(a[i * n + column]) > Math.abs(a[pivot * n + column])) pivot = i;
    for (const rows of [a, out])
      for (let j = 0; j < n; j++)
        [rows[column * n + j], rows[pivot * n + j]] = [rows[pivot * n + j], rows[column * n + j]];
    const head = a[column * n + column];
    for (const rows of [a, out]) for (let j = 0; j < n; j++) rows[column * n + j] /= head;
    for (let i = 0; i < n; i++) {
      const factor = a[i * n + column];
      if (i === column || factor === 0) continue;
      for (const rows of [a, out])
        for (let j = 0; j < n; j++) rows[i * n + j] -= factor * rows[column * n + j];
    }
  }
  return out;
}
