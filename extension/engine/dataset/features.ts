/** From tables to what the model sees: the engine's use of the preprocessing. */
import type { InfoColumn } from '../../contract/documents';
import type { Work } from '../../contract/progress';
import type { ExplainResult } from '../../contract/protocol';
import { applyFeatures } from '../../core/features/apply';
import { describeColumns } from '../../core/features/describe';
import { learnFeatures } from '../../core/features/learn';
import { learnNumeric } from '../../core/features/numeric';
import type { FeaturePlan } from '../../core/features/types';
import type { TrainingProblem } from '../../core/models/types';
import type { Dataset } from './types';

/** Preprocessing learned from the training rows, and the training problem that it makes of them. */
export async function prepareFeatures(
  dataset: Dataset,
  work: Work,
): Promise<{ plan: FeaturePlan; problem: TrainingProblem }> {
  const { train, classes } = dataset;
  const plan = await learnPlan(dataset, work);
  const features = await applyFeatures(plan, train.file.table, train.rows, work);
  return { plan, problem: { features, labels: train.labels, classes: classes.length, shape: shapeOf(plan) } };
}

/** Shape of a row, where it is one array or one image. */
function shapeOf({ columns }: FeaturePlan): readonly number[] | undefined {
  const [only] = columns;
  return columns.length === 1 && 'shape' in only ? only.shape : undefined;
}

/** The preprocessing alone. */
export function learnPlan({ loaded, train, brought }: Dataset, work: Work): Promise<FeaturePlan> {
  const { features, label } = loaded.config;
  return learnFeatures(train.file.table, train.rows, features, label, work, brought?.numbers);
}

/** Of the training rows that were summarised last: they take a pass over the table, and every explanation shows them. */
const known = new WeakMap<Dataset['train'], ExplainResult['columns']>();

/** The columns of the training file as an explanation shows them; `std` over the training rows, null where there is none. */
export function columnSummaries(dataset: Dataset): ExplainResult['columns'] {
  const found = known.get(dataset.train) ?? summarise(dataset);
  known.set(dataset.train, found);
  return found;
}

function summarise({ loaded, train }: Dataset): ExplainResult['columns'] {
  const { table } = train.file;
  return table.layout.names.map((name) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    // A column that is not read is one that the model does not see.
    if (!column) return { name, kind: 'identifier', std: null };
    if (name === loaded.config.label) return { name, kind: 'label', std: null };
    if (column.kind !== 'numeric' && column.kind !== 'date') return { name, kind: column.kind, std: null };
    const { scale } = learnNumeric(name, column.kind, column.values, train.rows, true);
    return { name, kind: column.kind, std: scale === 0 ? null : scale };
  });
}

/** The columns of the training file as `info` lists them. */
export function columnInfos({ loaded, train }: Dataset, plan: FeaturePlan): InfoColumn[] {
  return describeColumns(train.file.table, train.rows, plan, loaded.config.features, loaded.config.label);
}
