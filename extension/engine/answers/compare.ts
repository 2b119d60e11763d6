import { sampleRankCorrelation } from 'simple-statistics';
import type { ComparedSide, CompareResult } from '../../contract/compare';
import { LensError } from '../../contract/errors';
import type { DatasetRef } from '../../contract/protocol';
import type { Work } from '../../contract/progress';
import type { RecordRef } from '../../contract/records';
import { distancesFrom } from '../../core/nearestRows';
import { denseRow } from '../../core/models/linear/design';
import { runChecks } from '../checks/run';
import type { Dataset } from '../dataset/types';
import { agreementOfRankings } from '../documents/rankings';
import type { Engine } from '../session/engine';
import { documentHead } from '../session/head';
import { onDataset } from '../session/request';
import type { Choice } from '../session/target';
import { explanationOf } from './explain';
import { requireFinite } from './finite';
import { trainingColumns } from './training';
import { orderBySize } from '../../core/orderBySize';

export interface CompareParams {
  a: DatasetRef;
  b: DatasetRef;
  target: RecordRef;
  choice: Choice;
  /** The target names a file that must hold one record. */
  onlyRecord?: boolean;
}

interface Side {
  dataset: Dataset;
  training: CompareResult['training'];
  told: ComparedSide;
}

/** How two models of the same training rows explain the same prediction. */
export async function compare(
  engine: Engine,
  { a, b, ...question }: CompareParams,
  work: Work,
): Promise<CompareResult> {
  const one = await side(engine, a, question, work);
  const other = await side(engine, b, question, work);
  requireSameRows(one.dataset, other.dataset);
  const [ours, theirs] = [one.told.removal, other.told.removal];
  return {
    a: one.told,
    b: other.told,
    agreement: {
      spearman: correlation(ours, theirs),
      shared: agreementOfRankings(ours.map(Math.abs), theirs.map(Math.abs)).shared,
      sameSign: ours.filter((value, at) => Math.sign(value) === Math.sign(theirs[at])).length / ours.length,
    },
    training: one.training,
  };
}

function side(
  engine: Engine,
  ref: DatasetRef,
  question: Omit<CompareParams, 'a' | 'b'>,
  work: Work,
): Promise<Side> {
  return onDataset(engine, ref, work, async (request) => {
    const context = await explanationOf(request, question, question);
    const { dataset, fitted, influence } = context;
    const trust = await runChecks(context, false);
    const removal = requireFinite('predicted change', influence.removalForecast ?? influence.removalDelta);
    const { features } = fitted.prepared.problem;
    const distance = distancesFrom(features, denseRow(context.target.features, 0));
    const { classes, row, files, line, label } = trainingColumns(dataset, fitted);
    return {
      dataset,
      training: { classes, row, files, line, label },
      told: {
        head: documentHead(request, dataset, fitted, [...influence.checks, ...trust]),
        target: context.target.shown,
        distanceCorrelation: correlation(
          removal.map(Math.abs),
          distance.map((value) => -value),
        ),
        removal,
        distance,
        order: orderBySize(removal),
      },
    };
  });
}

function requireSameRows(a: Dataset, b: Dataset): void {
  const same =
    a.classes.join('\n') === b.classes.join('\n') &&
    a.train.rows.length === b.train.rows.length &&
    a.train.rows.every((row, at) => row === b.train.rows[at] && a.train.labels[at] === b.train.labels[at]);
  if (same) return;
  throw new LensError('usage', 'The two models are not trained on the same rows.', {
    hint: 'Both configs must name the same training data, the same labels and, for a held-out fraction, the same seed.',
  });
}

function correlation(a: Float64Array, b: Float64Array): number | null {
  const value = sampleRankCorrelation([...a], [...b]);
  return Number.isFinite(value) ? value : null;
}
