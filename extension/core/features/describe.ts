/** What the features are, in a reader's words. */
import type { FeaturesConfig } from '../../contract/config';
import type { InfoColumn } from '../../contract/documents';
import { arrayAt } from '../tables/shapes';
import type { Table, TableColumn } from '../tables/types';
import type { ColumnPlan, FeatureName, FeaturePlan } from './types';

/** The name and source of every feature, in the order of the design matrix. */
export function featureNames(plan: FeaturePlan): FeatureName[] {
  return plan.columns.flatMap(namesOf);
}

function namesOf(plan: ColumnPlan): FeatureName[] {
  const { column } = plan;
  switch (plan.kind) {
    case 'numeric':
    case 'date':
      return [{ name: column, column }];
    case 'categorical':
    case 'boolean': {
      const names: FeatureName[] = plan.categories.map((category) => ({
        name: `${column} = ${category}`,
        column,
        category,
      }));
      if (plan.missing) names.push({ name: `${column} is missing`, column, category: null });
      return names;
    }
    case 'text':
      return plan.terms.map((term) => ({ name: `${column}: ${term}`, column, term }));
    case 'tokens':
    case 'image':
    case 'array':
      return Array.from({ length: plan.features }, (_, feature) => {
        const index = positionIn(plan.shape, feature);
        return { name: `${column}[${index.join(', ')}]`, column, index };
      });
  }
}

/** Where the `feature`-th number of an array of that shape stands, row-major. */
function positionIn(shape: readonly number[], feature: number): number[] {
  const index: number[] = [];
  let rest = feature;
  for (const side of [...shape].reverse()) {
    index.unshift(rest % side);
    rest = Math.floor(rest / side);
  }
  return index;
}

/** Every column of the file: its kind, how many features it became, how many of `rows` lack it, and what is special about it. */
export function describeColumns(
  table: Table,
  rows: Int32Array,
  plan: FeaturePlan,
  config: FeaturesConfig,
  label: string,
): InfoColumn[] {
  return table.layout.names.map((name) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (column === undefined || (config.exclude.includes(name) && name !== label)) {
      const note = config.exclude.includes(name) ? 'Listed under "features.exclude".' : 'Not read.';
      return { name, kind: 'identifier', features: 0, missing: 0, note };
    }
    const missing = countMissing(column, rows);
    if (name === label) return { name, kind: 'label', features: 0, missing };
    const made = plan.columns.find((candidate) => candidate.column === name);
    const note = noteOn(column, made) ?? table.notices.find((notice) => notice.column === name)?.message;
    return {
      name,
      kind: column.kind,
      features: made?.features ?? 0,
      missing,
      ...(made !== undefined && 'shape' in made ? { shape: made.shape } : {}),
      ...(note === undefined ? {} : { note }),
    };
  });
}

function countMissing(column: TableColumn, rows: Int32Array): number {
  if (column.kind === 'identifier') return 0;
  return rows.reduce((count, row) => count + (isMissing(column, row) ? 1 : 0), 0);
}

function isMissing(column: Exclude<TableColumn, { kind: 'identifier' }>, row: number): boolean {
  if ('codes' in column) return column.codes[row] < 0;
  return Number.isNaN('shape' in column ? arrayAt(column, row)[0] : column.values[row]);
}

function noteOn(column: TableColumn, plan: ColumnPlan | undefined): string | undefined {
  if (column.kind === 'identifier') return 'A different value in every record: left out as an identifier.';
  switch (plan?.kind) {
    case 'numeric':
    case 'date':
      return plan.scale === 0 ? 'The same in every training row: it becomes 0.' : undefined;
    case 'categorical':
    case 'boolean':
      return plan.features === 0 ? 'Empty in every training row.' : undefined;
    case 'text': {
      const weights = { tfidf: 'TF-IDF weights', count: 'counts', binary: '0/1 values' };
      return plan.features === 0 ? 'No term occurs often enough.' : `Terms as ${weights[plan.weighting]}.`;
    }
    case 'tokens':
      return `The numbers of its words in the vocabulary, ${plan.features} a text.`;
    case 'image': {
      const [height, width, channels] = plan.shape;
      return `${width} × ${height} pixels, ${channels === 1 ? 'grey' : 'colour'}, each from 0 to 1.`;
    }
    case 'array':
      return `An array of ${plan.shape.join(' × ')} numbers.`;
    case undefined:
      return undefined;
  }
}
