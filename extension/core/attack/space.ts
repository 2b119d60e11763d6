/** Which numbers of a training row may be edited, and by how much. */
import type { AuditBounds } from '../../contract/audit';
import type { ColumnPlan, FeaturePlan } from '../features/types';
import type { TableColumn } from '../tables/types';
import { boundOf } from './bounds';

/** Arrays run over the features. An edit is in the units of the data; a feature is (value − center) / scale. */
export interface EditSpace {
  /** Largest edit; 0 where none is allowed. */
  limit: Float64Array;
  /** Edits are multiples of it, as the data is (8-bit pixels, whole numbers); 0: any. */
  unit: Float64Array;
  /** Of the feature in the units of the data. */
  scale: Float64Array;
  /** What values may be at all: those of pixels, else those that occur. */
  least: Float64Array;
  most: Float64Array;
  center: Float64Array;
}

const LEVEL = 1 / 255;

/** @param rows training records */
export function editSpace(
  plan: FeaturePlan,
  columns: readonly TableColumn[],
  rows: Int32Array,
  bounds: AuditBounds,
): EditSpace {
  const array = (): Float64Array => new Float64Array(plan.features);
  const space: EditSpace = {
    limit: array(),
    unit: array(),
    scale: array().fill(1),
    least: array(),
    most: array(),
    center: array(),
  };
  let at = 0;
  for (const each of plan.columns) {
    const column = columns.find(({ name }) => name === each.column);
    if (column && 'values' in column) addColumn(space, at, each, column.values, rows, bounds);
    at += each.features;
  }
  return space;
}

function addColumn(
  space: EditSpace,
  at: number,
  plan: ColumnPlan,
  values: ArrayLike<number>,
  rows: Int32Array,
  bounds: AuditBounds,
): void {
  if (plan.kind !== 'numeric' && plan.kind !== 'image' && plan.kind !== 'array') return;
  const { amount, unit } = boundOf(plan.column, plan.kind === 'image', bounds);
  for (let j = 0; j < plan.features; j++) {
    const scale = typeof plan.scale === 'number' ? plan.scale : plan.scale[j];
    space.center[at + j] = typeof plan.center === 'number' ? plan.center : plan.center[j];
    // A constant column has no scale: nothing is learned from it.
    if (scale === 0) continue;
    space.scale[at + j] = scale;
    if (plan.kind === 'image') space.most[at + j] = 1;
    if (unit === 'levels') {
      space.limit[at + j] = Math.floor(amount) * LEVEL;
      space.unit[at + j] = LEVEL;
      continue;
    }
    const known = Float64Array.from(rows, (row) => values[row * plan.features + j]).filter(Number.isFinite);
    if (known.length === 0) continue;
    const limit = unit === 'own' ? amount : amount * deviationOf(known);
    const whole = plan.kind !== 'image' && known.every(Number.isInteger);
    const step = plan.kind === 'image' ? LEVEL : whole ? 1 : 0;
    space.unit[at + j] = step;
    space.limit[at + j] = step === 0 ? limit : Math.floor(limit / step) * step;
    if (plan.kind !== 'image') [space.least[at + j], space.most[at + j]] = extremes(known);
  }
}

/** Of the population: divided by n. */
function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function extremes(values: Float64Array): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return [least, most];
}
