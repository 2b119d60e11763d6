/** Tables, plans and matrices for the tests of the features. */
import * as v from 'valibot';
import type { FeaturesConfig } from '../../../extension/contract/config';
import { InfluenceConfig } from '../../../extension/contract/config';
import { applyFeatures } from '../../../extension/core/features/apply';
import { learnFeatures } from '../../../extension/core/features/learn';
import type { FeaturePlan } from '../../../extension/core/features/types';
import type { Matrix } from '../../../extension/core/linalg/types';
import type { Table } from '../../../extension/core/tables/types';
import { quietWork } from '../tables/support';

type FeaturesInput = NonNullable<v.InferInput<typeof InfluenceConfig>['features']>;

/** A config as the engine has it, every default filled in. */
export function featuresConfig(features: FeaturesInput = {}): FeaturesConfig {
  return v.parse(InfluenceConfig, { train: 'train.csv', test: 0.5, label: 'label', features }).features;
}

export function allRows(table: Table): Int32Array {
  return Int32Array.from({ length: table.records.count }, (_, row) => row);
}

export function learn(
  table: Table,
  features: FeaturesInput = {},
  rows = allRows(table),
): Promise<FeaturePlan> {
  return learnFeatures(table, rows, featuresConfig(features), 'label', quietWork());
}

export function apply(plan: FeaturePlan, table: Table, rows = allRows(table)): Promise<Matrix> {
  return applyFeatures(plan, table, rows, quietWork());
}

/** Row by row, zeros included. */
export function toRows(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) => {
    if (matrix.kind === 'dense')
      return Array.from(matrix.data.subarray(i * matrix.cols, (i + 1) * matrix.cols));
    const row = new Array<number>(matrix.cols).fill(0);
    for (let k = matrix.indptr[i]; k < matrix.indptr[i + 1]; k++) row[matrix.indices[k]] = matrix.values[k];
    return row;
  });
}

/** A CSV from cells that need no thought about quoting. */
export function csv(header: readonly string[], records: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [header, ...records].map(line).join('\n');
}
