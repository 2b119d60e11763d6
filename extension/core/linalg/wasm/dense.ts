import { expectLength } from '../checks';
import { mirrorLower } from '../mirror';
import type { DenseMatrix, PlacedMatrix } from '../types';
import { applyOnce, expectWeights, scalarWeights } from '../weights';
import { borrow } from './heap';
import { cut, type Runner, type Task } from './module';
import { multiplySteps, panelLength } from './products';
import { placeWeights, weighAll, type WeightsAddress } from './weights';

/** Columns up to which one pass over the rows beats packing them for a full product. */
const FEW = 16;
/** Rows of a product that is used up at once. */
const BAND_ROWS = 480;

/** Rows go in whole groups of four at an even stride, the rest zero, so that the kernels need no special cases. */
export function placeDense(runner: Runner, matrix: DenseMatrix): PlacedMatrix {
  const { heap } = runner;
  const { rows, cols } = matrix;
  const ld = cols + (cols & 1);
  const height = Math.ceil(rows / 4) * 4;
  const x = heap.allocate(height * ld * 8);
  copyIn(heap.floats(x, height * ld), matrix, ld);

  const times = (b: Float64Array, k: number): Float64Array => {
    expectLength('B', b, cols * k);
    return borrow(heap, (take) => {
      const out = take(height * k);
      if (k === 1) {
        const v = take(ld);
        writePadded(heap.floats(v, ld), b);
        runner.run(groups(1).map(([first, end]): Task => ['scoreVector', x, ld, first, end, v, out]));
      } else if (k <= FEW) {
        const panels = takePanels(take, b, k);
        runner.run(groups(k).map(([i, end]): Task => ['scorePanels', x, ld, i, end, rows, panels, k, out]));
      } else {
        const right = take(cols * k);
        heap.floats(right, cols * k).set(b);
        heap.floats(out, rows * k).fill(0);
        runAll(multiplySteps(runner, rows, k, cols, 1, [x, ld, 1], [right, k, 1], [out, k]));
      }
      return heap.floats(out, rows * k).slice();
    });
  };

  const transposeTimes = (r: Float64Array, k: number): Float64Array => {
    expectLength('R', r, rows * k);
    return borrow(heap, (take) => {
      const right = take(height * k);
      writePadded(heap.floats(right, height * k), r);
      if (k > FEW) {
        const out = take(cols * k);
        heap.floats(out, cols * k).fill(0);
        runAll(multiplySteps(runner, cols, k, rows, 1, [x, 1, ld], [right, k, 1], [out, k]));
        return heap.floats(out, cols * k).slice();
      }
      return reduce(take, k, (first, end, out) =>
        k === 1
          ? ['spreadVector', x, ld, first, end, right, out]
          : ['spreadPanels', x, ld, first, end, rows, right, k, out],
      );
    });
  };

  const groups = (k: number): [number, number][] => cut(height, runner.parts(rows * cols * k), 4);

  const takePanels = (take: (length: number) => number, b: Float64Array, k: number): number => {
    const panels = take(panelLength(ld, k));
    const plain = take(cols * k);
    heap.floats(plain, cols * k).set(b);
    runner.call('toPanels', plain, cols, k, ld, panels);
    return panels;
  };

  /** Sums what the groups of rows give, each into an array of its own. */
  const reduce = (
    take: (length: number) => number,
    k: number,
    task: (first: number, end: number, out: number) => Task,
  ): Float64Array => {
    const length = k === 1 ? ld : panelLength(ld, k);
    const ranges = groups(k);
    const parts = take(length * Math.max(1, ranges.length));
    const plain = take(cols * k);
    heap.floats(parts, length * Math.max(1, ranges.length)).fill(0);
    runner.run(ranges.map(([first, end], at) => task(first, end, parts + at * length * 8)));
    for (let at = 1; at < ranges.length; at++)
      runner.call('addScaled', parts, 1, parts + at * length * 8, length);
    if (k === 1) return heap.floats(parts, cols).slice();
    runner.call('fromPanels', parts, cols, k, ld, plain);
    return heap.floats(plain, cols * k).slice();
  };

  /** The best of: one score, few columns in one pass, many as two products. */
  const curvatureTimes = (
    take: (length: number) => number,
    w: WeightsAddress,
    b: Float64Array,
    k: number,
    m: number,
  ): Float64Array => {
    const width = k * m;
    if (width === 1) {
      const v = take(ld);
      writePadded(heap.floats(v, ld), b);
      return reduce(take, 1, (first, end, out) => ['curvatureVector', x, ld, first, end, w.address, v, out]);
    }
    if (width <= FEW) {
      const v = takePanels(take, b, width);
      return reduce(take, width, (first, end, out) => {
        return ['curvaturePanels', x, ld, first, end, rows, w.kind, w.address, v, k, m, out];
      });
    }
    const right = take(cols * width);
    heap.floats(right, cols * width).set(b);
    const scores = take(rows * width);
    heap.floats(scores, rows * width).fill(0);
    runAll(multiplySteps(runner, rows, width, cols, 1, [x, ld, 1], [right, width, 1], [scores, width]));
    weighAll(runner, w, scores, rows, k, m);
    heap.floats(right, cols * width).fill(0);
    runAll(multiplySteps(runner, cols, width, rows, 1, [x, 1, ld], [scores, width, 1], [right, width]));
    return heap.floats(right, cols * width).slice();
  };

  const gram = (n: number, depth: number, left: [number, number, number], weights: number): Float64Array =>
    borrow(heap, (take) => {
      const out = take(n * n);
      heap.floats(out, n * n).fill(0);
      const [at, row, col] = left;
      runAll(
        multiplySteps(runner, n, n, depth, 1, left, [at, col, row], [out, n], { part: 'lower', weights }),
      );
      return mirrorLower(heap.floats(out, n * n).slice(), n);
    });

  /** One number a row from X·B, for B of cols × k, some rows at a time. */
  const byBands = (
    b: Float64Array,
    k: number,
    use: (band: number, at: number, count: number, out: number) => void,
  ): Float64Array =>
    borrow(heap, (take) => {
      const right = take(cols * k);
      heap.floats(right, cols * k).set(b);
      const band = take(BAND_ROWS * k);
      const out = take(rows);
      for (let i = 0; i < rows; i += BAND_ROWS) {
        const count = Math.min(BAND_ROWS, rows - i);
        const at = x + i * ld * 8;
        heap.floats(band, count * k).fill(0);
        runAll(multiplySteps(runner, count, k, cols, 1, [at, ld, 1], [right, k, 1], [band, k]));
        use(band, at, count, out + i * 8);
      }
      return heap.floats(out, rows).slice();
    });

  return {
    rows,
    cols,
    times,
    transposeTimes,
    weightedGram(w) {
      expectLength('w', w, rows);
      return borrow(heap, (take) => {
        const weights = take(rows);
        heap.floats(weights, rows).set(w);
        return gram(cols, rows, [x, 1, ld], weights);
      });
    },
    rowGram: () => gram(rows, cols, [x, ld, 1], 0),
    curvatureTimes(w, v, k) {
      return applyOnce(this, w, v, k);
    },
    placeCurvature(weights, k) {
      expectWeights(weights, rows, k);
      // A single score's weights are kept as blocks too: one number a row, the rows filled up like those of X.
      const single = k === 1 ? scalarWeights(weights) : undefined;
      const w: WeightsAddress = single
        ? { kind: 0, address: heap.allocate(height * 8) }
        : placeWeights(heap, weights, rows, k);
      if (single) writePadded(heap.floats(w.address, height), single);
      return {
        times: (v, m = 1) => {
          expectLength('V', v, cols * k * m);
          return borrow(heap, (take) => curvatureTimes(take, w, v, k, m));
        },
        dispose: () => heap.release(w.address),
      };
    },
    rowQuadraticForms(s) {
      expectLength('S', s, cols * cols);
      return byBands(s, cols, (band, at, count, out) => {
        runner.call('rowDots', band, cols, at, ld, 0, count, cols, out);
      });
    },
    rowSquares(b, k) {
      expectLength('B', b, cols * k);
      return byBands(b, k, (band, _at, count, out) => {
        runner.call('rowDots', band, k, band, k, 0, count, k, out);
      });
    },
    dispose: () => heap.release(x),
  };
}

function copyIn(into: Float64Array, matrix: DenseMatrix, ld: number): void {
  const { rows, cols, data } = matrix;
  if (ld === cols) into.set(data);
  else
    for (let i = 0; i < rows; i++) {
      into.set(data.subarray(i * cols, (i + 1) * cols), i * ld);
      into[i * ld + cols] = 0;
    }
  into.fill(0, rows * ld);
}

function writePadded(into: Float64Array, from: Float64Array): void {
  into.set(from);
  into.fill(0, from.length);
}

/** Runs steps to the end without yielding. */
function runAll(steps: Iterator<void>): void {
  while (!steps.next().done);
}
