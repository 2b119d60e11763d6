import type { KerasConfig } from '../../contract/config';
import type { FeaturePlan } from '../../core/features/types';
import { nearest } from '../../core/nearest';
import { configError, type LoadedConfig } from '../config/load';
import type { Dataset } from '../dataset/types';

/** Whether the model sees a column: one that is brought along and names its columns sees no others. */
export function takesColumn({ config: { model } }: LoadedConfig, name: string): boolean {
  return model.type !== 'keras' || (model.input.columns?.includes(name) ?? true);
}

/**
 * The plan of the columns that a model takes, in its order. Throws a `config` error for one that the data lack, and where a vocabulary
 * has no text to be for.
 */
export function orderColumns(dataset: Dataset, plan: FeaturePlan, input: KerasConfig['input']): FeaturePlan {
  const ordered = input.columns ? inOrder(dataset, plan, input.columns) : plan;
  if (!input.tokens || ordered.columns.some(({ kind }) => kind === 'tokens')) return ordered;
  throw configError(
    dataset.loaded,
    ['model', 'input', 'tokens'],
    'There is a vocabulary, and no column of texts for it.',
    'Set "features.columns": { "…": "text" } for the column that the model reads.',
  );
}

function inOrder({ loaded }: Dataset, plan: FeaturePlan, wanted: readonly string[]): FeaturePlan {
  const columns = wanted.map((name, i) => {
    const found = plan.columns.find(({ column }) => column === name);
    if (found) return found;
    const names = plan.columns.map(({ column }) => column);
    const near = nearest(name, names);
    throw configError(
      loaded,
      ['model', 'input', 'columns', i],
      `The model takes a column "${name}", which the data do not have as a feature.`,
      near === undefined ? `They have ${names.slice(0, 8).join(', ')}.` : `Did you mean "${near}"?`,
    );
  });
  return { ...plan, columns, features: columns.reduce((sum, { features }) => sum + features, 0) };
}
