/** Applies learned preprocessing to rows of a table. */
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { DenseMatrix, Matrix, SparseMatrix } from '../linalg/types';
import type { Pacer } from '../pacing';
import { createPacer } from '../pacing';
import type { Table, TableColumn } from '../tables/types';
import { writeArray } from './arrays';
import { featureOfCode } from './categorical';
import { writeNumeric } from './numeric';
import type { RowBlock } from './rowBlock';
import type { TermRows } from './text';
import { textFeatures } from './text';
import type { ColumnPlan, FeaturePlan } from './types';
import { wordNumbering, writeWordNumbers } from './wordNumbers';

/** A column of the plan with the table's data for it; `at` is its first feature. */
type Bound =
  | { kind: 'numbers'; at: number; features: number; write(block: RowBlock): void }
  | { kind: 'categorical'; at: number; codes: Int32Array; features: Int32Array }
  | { kind: 'text'; at: number; codes: Int32Array; terms: TermRows };

/** Rows written at once, so that a block of the matrix stays in the cache while the columns are written one by one. */
const BLOCK = 64;

/** The design matrix of `rows`, in their order. Throws an `internal` error for a table that lacks one of the plan's columns. */
export async function applyFeatures(
  plan: FeaturePlan,
  table: Table,
  rows: Int32Array,
  work: Work,
): Promise<Matrix> {
  const pacer = createPacer(work);
  const bound: Bound[] = [];
  let at = 0;
  for (const column of plan.columns) {
    bound.push(await bind(column, table, rows, at, pacer));
    at += column.features;
  }
  return plan.sparse
    ? sparseMatrix(bound, plan.features, rows, pacer)
    : denseMatrix(bound, plan.features, rows, pacer);
}

async function bind(
  plan: ColumnPlan,
  table: Table,
  rows: Int32Array,
  at: number,
  pacer: Pacer,
): Promise<Bound> {
  const column = table.columns.find(({ name }) => name === plan.column);
  switch (plan.kind) {
    case 'numeric':
    case 'date':
      if (column?.kind !== 'numeric' && column?.kind !== 'date') break;
      return {
        kind: 'numbers',
        at,
        features: 1,
        write: (block) => writeNumeric(plan, column.values, block),
      };
    case 'categorical':
    case 'boolean':
      if (column?.kind !== 'categorical' && column?.kind !== 'boolean') break;
      return {
        kind: 'categorical',
        at,
        codes: column.codes,
        features: featureOfCode(plan, column.categories),
      };
    case 'text':
      if (column?.kind !== 'text') break;
      return { kind: 'text', at, codes: column.codes, terms: await textFeatures(plan, column, rows, pacer) };
    case 'tokens': {
      if (column?.kind !== 'text') break;
      const numbering = wordNumbering(plan.numbers);
      return {
        kind: 'numbers',
        at,
        features: plan.features,
        write: (block) => writeWordNumbers(numbering, column, block),
      };
    }
    case 'image':
    case 'array':
      if (column?.kind !== 'image' && column?.kind !== 'array') break;
      return {
        kind: 'numbers',
        at,
        features: plan.features,
        write: (block) => writeArray(plan, column.values, block),
      };
  }
  throw mismatch(plan, column, table.file);
}

function mismatch(plan: ColumnPlan, column: TableColumn | undefined, file: string): LensError {
  const found = column === undefined ? 'missing' : `of kind ${column.kind}`;
  return new LensError('internal', `Column "${plan.column}" of kind ${plan.kind} is ${found} in ${file}.`);
}

async function denseMatrix(
  bound: readonly Bound[],
  cols: number,
  rows: Int32Array,
  pacer: Pacer,
): Promise<DenseMatrix> {
  const data = new Float64Array(rows.length * cols);
  for (let from = 0; from < rows.length; from += BLOCK) {
    const to = Math.min(rows.length, from + BLOCK);
    for (const column of bound)
      writeDense(column, { rows, from, to, out: data, stride: cols, at: column.at });
    await pacer.pause();
  }
  return { kind: 'dense', rows: rows.length, cols, data };
}

function writeDense(column: Bound, block: RowBlock): void {
  const { rows, from, to, out, stride, at } = block;
  switch (column.kind) {
    case 'numbers':
      column.write(block);
      return;
    case 'categorical': {
      const { codes, features } = column;
      for (let i = from; i < to; i++) {
        const feature = featureIn(features, codes[rows[i]]);
        if (feature >= 0) out[i * stride + at + feature] = 1;
      }
      return;
    }
    case 'text': {
      const { codes, terms } = column;
      for (let i = from; i < to; i++) {
        const code = codes[rows[i]];
        if (code < 0) continue;
        for (let k = terms.indptr[code]; k < terms.indptr[code + 1]; k++) {
          out[i * stride + at + terms.indices[k]] = terms.values[k];
        }
      }
    }
  }
}

/** The feature of a code; the last entry of `features` is that of a missing cell. */
function featureIn(features: Int32Array, code: number): number {
  return features[code < 0 ? features.length - 1 : code];
}

async function sparseMatrix(
  bound: readonly Bound[],
  cols: number,
  rows: Int32Array,
  pacer: Pacer,
): Promise<SparseMatrix> {
  const indptr = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) {
    indptr[i + 1] = indptr[i];
    for (const column of bound) indptr[i + 1] += mostValues(column, rows[i]);
  }
  const indices = new Int32Array(indptr[rows.length]);
  const values = new Float64Array(indptr[rows.length]);
  let used = 0;
  const put = (index: number, value: number): void => {
    if (value === 0) return;
    indices[used] = index;
    values[used++] = value;
  };
  for (let i = 0; i < rows.length; i++) {
    indptr[i] = used;
    for (const column of bound) {
      const { at } = column;
      if (column.kind === 'numbers') {
        const numbers = new Float64Array(column.features);
        column.write({ rows: rows.subarray(i, i + 1), from: 0, to: 1, out: numbers, stride: 0, at: 0 });
        numbers.forEach((value, j) => put(at + j, value));
      } else if (column.kind === 'categorical') {
        const feature = featureIn(column.features, column.codes[rows[i]]);
        if (feature >= 0) put(at + feature, 1);
      } else {
        const code = column.codes[rows[i]];
        if (code < 0) continue;
        const { indptr: starts, indices: terms, values: weights } = column.terms;
        for (let k = starts[code]; k < starts[code + 1]; k++) put(at + terms[k], weights[k]);
      }
    }
    if (i % 256 === 0) await pacer.pause();
  }
  indptr[rows.length] = used;
  return {
    kind: 'sparse',
    rows: rows.length,
    cols,
    indptr,
    indices: used === indices.length ? indices : indices.slice(0, used),
    values: used === values.length ? values : values.slice(0, used),
  };
}

function mostValues(column: Bound, row: number): number {
  if (column.kind === 'numbers') return column.features;
  if (column.kind !== 'text') return 1;
  const code = column.codes[row];
  return code < 0 ? 0 : column.terms.indptr[code + 1] - column.terms.indptr[code];
}
