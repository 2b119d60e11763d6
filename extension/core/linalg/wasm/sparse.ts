import { expectLength } from '../checks';
import { mirrorLower } from '../mirror';
import { transposeSparse } from '../transpose';
import { rowSquaresByProducts } from '../rowSquares';
import type { PlacedMatrix, SparseMatrix } from '../types';
import { applyOnce, expectWeights, scalarWeights } from '../weights';
import { borrow, type Heap } from './heap';
import type { Runner, Task } from './module';
import { panelLength } from './products';
import { placeWeights, weighAll } from './weights';

/** Addresses of compressed sparse rows. */
interface Resident {
  rows: number;
  cols: number;
  indptr: number;
  indices: number;
  values: number;
  /** How many entries the rows before each row hold. */
  pointers: Int32Array;
}

/** Rows, and on first need columns, stay in the module's memory. */
export function placeSparse(runner: Runner, matrix: SparseMatrix): PlacedMatrix {
  const { heap } = runner;
  const { rows, cols } = matrix;
  const x = moveIn(heap, matrix);
  let xT: Resident | undefined;
  const columns = (): Resident => (xT ??= moveIn(heap, transposeSparse(matrix)));

  const ranges = (y: Resident, k: number): [number, number][] =>
    cutByEntries(y, runner.parts(y.pointers[y.rows]! * k));

  /** Rows of a Gram matrix differ in their cost: they are cut finer, so that threads can share what is left. */
  const gramRanges = (y: Resident): [number, number][] => {
    const entries = y.pointers[y.rows]!;
    const parts = runner.parts((entries * entries) / Math.max(1, Math.min(rows, cols)));
    return cutByEntries(y, parts === 1 ? 1 : 8 * parts);
  };

  /** out (rows × k) = Y · the k columns that stand row by row at `right`. */
  const score = (
    y: Resident,
    right: number,
    k: number,
    out: number,
    take: (length: number) => number,
  ): void => {
    const { indptr, indices, values } = y;
    if (k === 1) {
      runner.run(
        ranges(y, k).map(([i, end]): Task => [
          'sparseScoreVector',
          indptr,
          indices,
          values,
          i,
          end,
          right,
          out,
        ]),
      );
      return;
    }
    const panels = take(panelLength(y.cols, k));
    runner.call('toPanels', right, y.cols, k, y.cols, panels);
    runner.run(
      ranges(y, k).map(([i, end]): Task => [
        'sparseScorePanels',
        indptr,
        indices,
        values,
        i,
        end,
        y.cols,
        panels,
        k,
        out,
      ]),
    );
  };

  const product = (y: Resident, b: Float64Array, k: number): Float64Array =>
    borrow(heap, (take) => {
      const right = take(y.cols * k);
      heap.floats(right, y.cols * k).set(b);
      const out = take(y.rows * k);
      score(y, right, k, out, take);
      return heap.floats(out, y.rows * k).slice();
    });

  const gram = (y: Resident, yT: Resident, w?: Float64Array): Float64Array =>
    borrow(heap, (take) => {
      const n = y.rows;
      const weights = w ? take(w.length) : 0;
      if (w) heap.floats(weights, w.length).set(w);
      const out = take(n * n);
      heap.floats(out, n * n).fill(0);
      runner.run(
        gramRanges(y).map(([first, end]): Task => [
          'sparseGram',
          y.indptr,
          y.indices,
          y.values,
          yT.indptr,
          yT.indices,
          yT.values,
          weights,
          first,
          end,
          out,
          n,
        ]),
      );
      return mirrorLower(heap.floats(out, n * n).slice(), n);
    });

  return {
    rows,
    cols,
    times(b, k) {
      expectLength('B', b, cols * k);
      return product(x, b, k);
    },
    transposeTimes(r, k) {
      expectLength('R', r, rows * k);
      return product(columns(), r, k);
    },
    weightedGram(w) {
      expectLength('w', w, rows);
      return gram(columns(), x, w);
    },
    rowGram: () => gram(x, columns()),
    curvatureTimes(w, v, k) {
      return applyOnce(this, w, v, k);
    },
    placeCurvature(weights, k) {
      expectWeights(weights, rows, k);
      const placed = placeWeights(
        heap,
        k === 1 ? { kind: 'blocks', values: scalarWeights(weights) } : weights,
        rows,
        k,
      );
      return {
        times: (v, m = 1) =>
          borrow(heap, (take) => {
            const width = k * m;
            expectLength('V', v, cols * width);
            const right = take(cols * width);
            heap.floats(right, cols * width).set(v);
            const scores = take(rows * width);
            const out = take(cols * width);
            score(x, right, width, scores, take);
            weighAll(runner, placed, scores, rows, k, m);
            score(columns(), scores, width, out, take);
            return heap.floats(out, cols * width).slice();
          }),
        dispose: () => heap.release(placed.address),
      };
    },
    rowQuadraticForms(s) {
      expectLength('S', s, cols * cols);
      return borrow(heap, (take) => {
        const square = take(cols * cols);
        heap.floats(square, cols * cols).set(s);
        const out = take(rows);
        const { indptr, indices, values } = x;
        runner.run(
          gramRanges(x).map(([i, end]): Task => [
            'sparseForms',
            indptr,
            indices,
            values,
            i,
            end,
            square,
            cols,
            out,
          ]),
        );
        return heap.floats(out, rows).slice();
      });
    },
    rowSquares(b, k) {
      expectLength('B', b, cols * k);
      return rowSquaresByProducts(this, b, k);
    },
    dispose() {
      moveOut(heap, x);
      if (xT) moveOut(heap, xT);
      xT = undefined;
    },
  };
}

function moveIn(heap: Heap, matrix: SparseMatrix): Resident {
  const { rows, cols } = matrix;
  const stored = matrix.indptr[rows]!;
  const held: number[] = [];
  const take = (bytes: number): number => {
    held.push(heap.allocate(bytes));
    return held.at(-1)!;
  };
  try {
    const indptr = take((rows + 1) * 4);
    const indices = take(stored * 4);
    const values = take(stored * 8);
    heap.integers(indptr, rows + 1).set(matrix.indptr);
    heap.integers(indices, stored).set(matrix.indices.subarray(0, stored));
    heap.floats(values, stored).set(matrix.values.subarray(0, stored));
    return { rows, cols, indptr, indices, values, pointers: matrix.indptr };
  } catch (error) {
    held.forEach((address) => heap.release(address));
    throw error;
  }
}

function moveOut(heap: Heap, { indptr, indices, values }: Resident): void {
  for (const address of [indptr, indices, values]) heap.release(address);
}

function cutByEntries({ pointers, rows }: Resident, parts: number): [number, number][] {
  const ranges: [number, number][] = [];
  let first = 0;
  for (let part = 1; part <= parts; part++) {
    let end = first;
    const stop = part === parts ? Infinity : (pointers[rows]! * part) / parts;
    while (end < rows && pointers[end]! <= stop) end++;
    if (end > first) ranges.push([first, end]);
    first = end;
  }
  return ranges;
}
