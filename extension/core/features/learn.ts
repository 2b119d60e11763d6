/** Learns the preprocessing from the training rows of a table. */
import type { FeaturesConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import { createPacer } from '../pacing';
import type { Table } from '../tables/types';
import { learnArray } from './arrays';
import { learnCategorical } from './categorical';
import { learnNumeric } from './numeric';
import { learnText } from './text';
import type { ColumnPlan, FeaturePlan } from './types';
import type { WordNumbers } from './wordNumbers';

/** Below this share of non-zero values a sparse matrix is smaller and faster. */
const SPARSE_BELOW = 0.1;
/** A dense matrix of more bytes than this is avoided where a sparse one is smaller. */
const LARGE = 512 * 1024 * 1024;

/**
 * What each column of the table becomes, learned from `rows` alone; the label column is no feature. Throws a `data` error when no
 * feature is left, and when numbers are too large to be standardised.
 * @param numbers what texts become instead of term counts
 */
export async function learnFeatures(
  table: Table,
  rows: Int32Array,
  config: FeaturesConfig,
  label: string,
  work: Work,
  numbers?: WordNumbers,
): Promise<FeaturePlan> {
  const pacer = createPacer(work);
  const columns: ColumnPlan[] = [];
  let nonZeros = 0;
  for (const column of table.columns) {
    if (column.name === label || config.exclude.includes(column.name)) continue;
    switch (column.kind) {
      case 'numeric':
      case 'date': {
        const plan = learnNumeric(column.name, column.kind, column.values, rows, config.standardize ?? true);
        if (!Number.isFinite(plan.center) || !Number.isFinite(plan.scale)) throw tooLarge(table.file, plan);
        columns.push(plan);
        if (plan.scale !== 0) nonZeros += rows.length;
        break;
      }
      case 'categorical':
      case 'boolean':
        columns.push(learnCategorical(column.name, column.kind, column, rows));
        nonZeros += rows.length;
        break;
      case 'text': {
        if (numbers) {
          const { length } = numbers;
          columns.push({ kind: 'tokens', column: column.name, features: length, shape: [length], numbers });
          nonZeros += rows.length * length;
          break;
        }
        const learned = await learnText(column.name, column, rows, config.text, pacer);
        columns.push(learned.plan);
        nonZeros += learned.nonZeros;
        break;
      }
      case 'image':
      case 'array': {
        const plan = learnArray(column.name, column.kind, column, rows, config.standardize ?? true);
        if (!plan.center.every(Number.isFinite) || !plan.scale.every(Number.isFinite))
          throw tooLarge(table.file, plan);
        columns.push(plan);
        nonZeros += rows.length * plan.features;
        break;
      }
      case 'identifier':
        break;
    }
    await pacer.pause();
  }
  const features = columns.reduce((sum, plan) => sum + plan.features, 0);
  if (features === 0) throw noFeatures(table.file);
  const cells = rows.length * features;
  const sparse = nonZeros < SPARSE_BELOW * cells || (8 * cells > LARGE && 12 * nonZeros < 4 * cells);
  return { columns, features, sparse };
}

function tooLarge(file: string, { column }: ColumnPlan): LensError {
  return new LensError('data', `Column "${column}" holds numbers too large to compute with.`, {
    hint: 'Use another unit, or list the column under "features.exclude".',
    location: { file },
  });
}

function noFeatures(file: string): LensError {
  return new LensError('data', 'No column is left for the model to learn from.', {
    hint: 'Identifiers are left out by themselves; set their kind under "features.columns" to use them all the same.',
    location: { file },
  });
}
