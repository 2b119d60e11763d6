import { sampleRankCorrelation } from 'simple-statistics';
import type { CompareDocument, ComparedModel, ComparedRow } from '../../contract/compare';
import { LensError } from '../../contract/errors';
import type { DatasetRef } from '../../contract/protocol';
import type { Work } from '../../contract/progress';
import type { RecordRef } from '../../contract/records';
import { distancesFrom } from '../../core/nearestRows';
import { denseRow } from '../../core/models/linear/design';
import { recordFile } from '../../core/tables/cells';
import type { Dataset } from '../dataset/types';
import type { Selection } from '../documents/explain';
import { agreementOfRankings } from '../documents/rankings';
import type { Engine } from '../session/engine';
import { documentHead } from '../session/head';
import { onDataset } from '../session/request';
import type { Choice } from '../session/target';
import { explanationOf } from './explain';
import { orderBySize } from './training';

export interface CompareParams {
  a: DatasetRef;
  b: DatasetRef;
  target: RecordRef;
  choice: Choice;
  /** The target names a file that must hold one record. */
  onlyRecord: boolean;
}

interface Side {
  dataset: Dataset;
  model: ComparedModel;
  removal: Float64Array;
  distance: Float64Array;
}

/** How two models of the same training rows explain the same prediction. */
export async function compare(
  engine: Engine,
  { a, b, ...question }: CompareParams,
  selection: Selection,
  work: Work,
): Promise<CompareDocument> {
  const one = await side(engine, a, question, work);
  const other = await side(engine, b, question, work);
  requireSameRows(one.dataset, other.dataset);
  const places = [one, other].map(({ removal }) => placesOf(removal));
  const n = one.removal.length;
  const every = Array.from({ length: n }, (_, at) => at);
  const best = (at: number): number => Math.min(places[0][at], places[1][at]);
  const chosen = selection.all
    ? every
    : every.sort((i, j) => best(i) - best(j) || places[0][i] - places[0][j]).slice(0, selection.top);
  return {
    kind: 'compare',
    version: 1,
    a: one.model,
    b: other.model,
    agreement: {
      spearman: correlation(one.removal, other.removal),
      shared: agreementOfRankings(one.removal.map(Math.abs), other.removal.map(Math.abs)).shared,
      sameSign:
        one.removal.filter((value, at) => Math.sign(value) === Math.sign(other.removal[at])).length / n,
    },
    rows: chosen.map((at): ComparedRow => {
      const { train, classes } = one.dataset;
      const row = train.rows[at];
      const of = ({ removal, distance }: Side, rank: Int32Array) => ({
        rank: rank[at],
        removal: removal[at],
        distance: distance[at],
      });
      return {
        file: recordFile(train.file.name, train.file.table.records, row),
        row,
        line: train.file.table.records.line[row],
        label: classes[train.labels[at]],
        a: of(one, places[0]),
        b: of(other, places[1]),
      };
    }),
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
    const removal = influence.removalForecast ?? influence.removalDelta;
    const { features } = fitted.prepared.problem;
    const distance = distancesFrom(features, denseRow(context.target.features, 0));
    return {
      dataset,
      removal,
      distance,
      model: {
        head: documentHead(request, dataset, fitted, influence.checks),
        target: context.target.shown,
        distanceCorrelation: correlation(
          removal.map(Math.abs),
          distance.map((value) => -value),
        ),
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

function placesOf(values: Float64Array): Int32Array {
  const places = new Int32Array(values.length);
  orderBySize(values).forEach((at, i) => (places[at] = i + 1));
  return places;
}

function correlation(a: Float64Array, b: Float64Array): number | null {
  const value = sampleRankCorrelation([...a], [...b]);
  return Number.isFinite(value) ? value : null;
}
