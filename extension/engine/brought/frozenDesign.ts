/** Rows as the features that the frozen part of a model gives, computed once. */
import type { Work } from '../../contract/progress';
import { applyFeatures } from '../../core/features/apply';
import type { FeaturePlan } from '../../core/features/types';
import type { FrozenPart } from '../../core/keras/frozen';
import type { InputPlan } from '../../core/keras/inputPlan';
import type { DenseMatrix } from '../../core/linalg/types';
import type { Table } from '../../core/tables/types';
import type { Cache } from '../cache/store';
import { contentKey } from '../cache/key';
import type { Design } from '../dataset/design';

export interface Frozen {
  /** Content key of model, input and place. */
  key: string;
  plan: FeaturePlan;
  input: InputPlan;
  cache: Cache;
  /** Tables whose content is in the key. */
  tables: readonly Table[];
  part(): Promise<FrozenPart>;
}

/** Rows prepared at once: images as float64 are large. */
const CHUNK = 64;

interface Known {
  positions: Map<number, number>;
  matrix: DenseMatrix;
}

/** Parts of the data are kept in memory and on disk; single rows are found in them, or computed. */
export function frozenDesign(frozen: Frozen): Design {
  const known = new WeakMap<Table, Known[]>();
  return async (table, rows, work) => {
    const found = (known.get(table) ?? []).find(({ positions }) => rows.every((row) => positions.has(row)));
    if (found) return taken(found, rows);
    if (rows.length < 2 || !frozen.tables.includes(table)) return compute(frozen, table, rows, work);
    const matrix = await cached(frozen, table, rows, work);
    const positions = new Map(Array.from(rows, (row, i): [number, number] => [row, i]));
    known.set(table, [...(known.get(table) ?? []), { positions, matrix }]);
    return matrix;
  };
}

function taken({ positions, matrix: { cols, data } }: Known, rows: Int32Array): DenseMatrix {
  const out = new Float64Array(rows.length * cols);
  rows.forEach((row, i) => {
    const at = positions.get(row)!;
    out.set(data.subarray(at * cols, (at + 1) * cols), i * cols);
  });
  return { kind: 'dense', rows: rows.length, cols, data: out };
}

async function cached(frozen: Frozen, table: Table, rows: Int32Array, work: Work): Promise<DenseMatrix> {
  const { key, cache } = frozen;
  const entry = contentKey('frozen features', key, table.records.hash, rows);
  const saved = await cache.get(entry);
  if (isFeatures(saved, rows.length)) {
    return {
      kind: 'dense',
      rows: rows.length,
      cols: saved.length / rows.length,
      data: Float64Array.from(saved),
    };
  }
  const matrix = await compute(frozen, table, rows, work);
  // The network computes in float32, so nothing is lost.
  await cache.put(entry, Float32Array.from(matrix.data));
  return matrix;
}

async function compute(
  { plan, input, part }: Frozen,
  table: Table,
  rows: Int32Array,
  work: Work,
): Promise<DenseMatrix> {
  const { features, width } = await part();
  const data = new Float64Array(rows.length * width);
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.subarray(from, from + CHUNK);
    const within: Work = {
      ...work,
      progress: ({ stage, fraction = 0 }) =>
        work.progress({ stage, fraction: (from + fraction * chunk.length) / rows.length }),
    };
    const raw = await applyFeatures(plan, table, chunk, within);
    data.set((await features(raw, input, within)).data, from * width);
  }
  return { kind: 'dense', rows: rows.length, cols: width, data };
}

function isFeatures(value: unknown, rows: number): value is Float32Array {
  return value instanceof Float32Array && value.length > 0 && value.length % rows === 0;
}
