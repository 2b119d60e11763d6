import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { EvidenceRow, LabelEvidence } from '../../contract/review';
import { bestOther } from '../../core/mislabels/suggestion';
import { suggest } from '../../core/nearest';
import { duplicatesIn } from '../dataset/duplicates';
import type { Dataset } from '../dataset/types';
import type { Engine } from '../session/engine';
import { fittedModel, rowScores, solverOptions } from '../session/fit';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import { describeTarget, findRecord } from '../session/target';
import { requireFingerprint } from './cells';
import { cellContributions } from './contributions';
import { requireFinite } from './finite';

/** Rows shown for and against a label. */
const ROWS_A_SIDE = 10;

/** Why the label of a training row is suspect: the rows and the cells that speak against it and for it. */
export function evidence(engine: Engine, params: Params<'evidence'>, work: Work): Promise<LabelEvidence> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    requireFingerprint(dataset, params.fingerprint);
    if (params.row.set !== 'train') {
      throw new LensError('usage', 'Only labels of training rows are under review.');
    }
    const record = await findRecord(request, dataset, params.row);
    const { train, classes } = dataset;
    const position = train.rows.indexOf(record.row);
    const fitted = await fittedModel(request, dataset);
    const scores = await rowScores(request, dataset, fitted);
    const probabilities = scores.looProbabilities.slice(
      position * classes.length,
      (position + 1) * classes.length,
    );
    const given = record.label;
    const against =
      params.against === undefined
        ? bestOther(probabilities, 0, given, classes.length)
        : otherClass(dataset, params.against, given);
    const target = await describeTarget(dataset, fitted, record, { by: 'label' }, work);
    const influence = await timed(request.timings, 'solveMs', () =>
      fitted.model.explain(target.features, target.explained, solverOptions(request, dataset), work),
    );
    const change = requireFinite('predicted change', influence.removalForecast ?? influence.removalDelta);
    return {
      position,
      given: classes[given],
      against: classes[against],
      probabilities: requireFinite('held-out probability', probabilities),
      ...sides(dataset, change, position),
      contributions: fitted.model.additive
        ? await cellContributions(dataset, fitted, record.row, against, given, work)
        : undefined,
      duplicates: duplicatesOf(dataset, position),
    };
  });
}

function otherClass({ classes }: Dataset, name: string, given: number): number {
  const named = classes.indexOf(name);
  if (named < 0) {
    throw new LensError('usage', `There is no class "${name}".`, { hint: suggest(name, classes, 'classes') });
  }
  if (named === given) {
    throw new LensError('usage', `"${name}" is the label that the row bears.`, {
      hint: 'Hold it against another class.',
    });
  }
  return named;
}

/** The rows, the row itself apart, without which the loss of its label would fall most, and rise most. */
function sides(
  { train, classes }: Dataset,
  change: Float64Array,
  self: number,
): Pick<LabelEvidence, 'opposing' | 'supporting'> {
  const others = Int32Array.from(change.keys())
    .filter((at) => at !== self)
    .sort((a, b) => change[a] - change[b] || a - b);
  const row = (at: number): EvidenceRow => ({
    position: at,
    label: classes[train.labels[at]],
    change: change[at],
  });
  return {
    opposing: Array.from(others.slice(0, ROWS_A_SIDE), row).filter((one) => one.change < 0),
    supporting: Array.from(others.slice(-ROWS_A_SIDE).reverse(), row).filter((one) => one.change > 0),
  };
}

function duplicatesOf(dataset: Dataset, position: number): LabelEvidence['duplicates'] {
  const { train, classes } = dataset;
  const { group } = duplicatesIn(dataset);
  if (group[position] < 0) return [];
  return Array.from(group.keys())
    .filter((at) => at !== position && group[at] === group[position])
    .map((at) => ({ position: at, label: classes[train.labels[at]] }));
}
