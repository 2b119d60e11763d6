/** What the cells, words and pixels of both rows push, or why that cannot be told. */
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { WhyDocument } from '../../contract/why';
import { applyFeatures } from '../../core/features/apply';
import { pictureOf } from '../../core/features/picture';
import type { FeaturePlan } from '../../core/features/types';
import type { DenseMatrix } from '../../core/linalg/types';
import type { ModelInsight, Perturbation, SolverOptions } from '../../core/models/insight';
import { denseRow } from '../../core/models/linear/design';
import type { FittedModel } from '../../core/models/types';
import type { FeatureMap } from '../brought/featureMap';
import type { Dataset } from '../dataset/types';
import { averageRow, cellPushes, columnMeans, picturePushes, rowsInQuestion } from '../documents/pushes';
import type { RowsInQuestion } from '../documents/pushes';
import type { Prepared } from '../session/state';
import type { FoundRecord, Target } from '../session/target';

interface Asked {
  dataset: Dataset;
  prepared: Prepared;
  /** Position of the training row. */
  at: number;
  record: FoundRecord;
  target: Target;
  options: SolverOptions;
}

export async function whyCells(
  insight: ModelInsight<FittedModel>,
  asked: Asked,
  work: Work,
): Promise<Pick<WhyDocument, 'cells' | 'picture' | 'withoutCells'>> {
  const { dataset, prepared, at, target, options } = asked;
  const { plan, through } = prepared;
  const { features, explained } = target;
  if (!insight.perturbation) return { withoutCells: 'This kind of model has no derivative by its cells.' };
  try {
    const derivatives = await insight.perturbation(features, explained, at, options, work);
    const { rows, byColumn } = through
      ? await throughNetwork(asked, through, derivatives, work)
      : { rows: rowsInQuestion(prepared.problem.features, at, features), byColumn: derivatives };
    const { table } = dataset.train.file;
    // Numbers that stand for words are no pixels, though they may look like them.
    const picture = byColumn.presence ? undefined : pictureOf(plan, table.columns, dataset.train.rows);
    return {
      cells: cellPushes(plan, rows, byColumn),
      ...(picture && { picture: picturePushes(plan, picture, rows, byColumn) }),
    };
  } catch (error) {
    // Layers that cannot be differentiated: the rest of the answer stands.
    if (error instanceof LensError && error.code === 'model') return { withoutCells: error.message };
    throw error;
  }
}

/** The derivatives by what a frozen network gives, taken back to what it is given. */
async function throughNetwork(
  { dataset: { train }, prepared: { plan }, at, record }: Asked,
  through: FeatureMap,
  derivatives: Perturbation,
  work: Work,
): Promise<{ rows: RowsInQuestion; byColumn: Perturbation }> {
  const { table } = train.file;
  const [training, explained] = [
    await applyFeatures(plan, table, Int32Array.of(train.rows[at]), work),
    await applyFeatures(plan, record.file.table, Int32Array.of(record.row), work),
  ].map((row) => denseRow(row, 0));
  const back = (row: Float64Array, weights: Float64Array) =>
    through.pullBack(oneRow(row), oneRow(weights), work);
  const own = await back(training, derivatives.training);
  const { data, presence } = await back(explained, derivatives.explained);
  return {
    rows: { training, explained, means: await meansOf(plan, { train }, work) },
    byColumn: { training: own.data, explained: data, presence },
  };
}

/** Pixels of all rows may be many: the plan has their averages. */
async function meansOf(
  plan: FeaturePlan,
  { train }: Pick<Dataset, 'train'>,
  work: Work,
): Promise<Float64Array> {
  if (plan.columns.every((column) => 'shape' in column)) return averageRow(plan);
  return columnMeans(await applyFeatures(plan, train.file.table, train.rows, work));
}

function oneRow(data: Float64Array): DenseMatrix {
  return { kind: 'dense', rows: 1, cols: data.length, data };
}
