import type { Work } from '../../contract/progress';
import type { MislabelsResult, Params } from '../../contract/protocol';
import { balanceByClass, isImbalanced, rankBySuspicion } from '../../core/mislabels/ranking';
import { scorerNamed } from '../../core/mislabels/registry';
import { suggestLabels } from '../../core/mislabels/suggestion';
import { duplicatesIn } from '../dataset/duplicates';
import type { Engine } from '../session/engine';
import { fittedModel, rowScores } from '../session/fit';
import { documentHead } from '../session/head';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { requireFinite } from './finite';
import { ownProbabilities } from './looProbability';
import { reviewNotices } from './reviewNotices';
import { trainingColumns, trainingHashes } from './training';

/** Every training row by how suspect its label is. */
export function mislabels(engine: Engine, params: Params<'mislabels'>, work: Work): Promise<MislabelsResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const fitted = await fittedModel(request, dataset);
    const rows = await rowScores(request, dataset, fitted);
    const { labels } = dataset.train;
    const classes = dataset.classes.length;
    const score = scorerNamed(params.score).score({ labels, classes, rows });
    const balanced = params.balanced ?? isImbalanced(labels, classes);
    const suspicion = requireFinite('suspicion', balanced ? balanceByClass(score, labels, classes) : score);
    const suggested = suggestLabels(rows.looProbabilities, labels, classes);
    const { group, conflicting } = duplicatesIn(dataset);
    const head = documentHead(request, dataset, fitted, rows.checks);
    return {
      head: { ...head, notices: [...reviewNotices(dataset), ...head.notices] },
      file: dataset.train.file.path,
      solver: rows.solver,
      score: params.score,
      balanced,
      training: trainingColumns(dataset, fitted),
      suspicion,
      selfInfluence: requireFinite('self-influence', rows.selfInfluence),
      leverage: requireFinite('leverage', rows.leverage),
      loss: requireFinite('loss', rows.loss),
      looProbability: ownProbabilities(rows, labels),
      suggested,
      suggestedProbability: Float64Array.from(
        suggested,
        (other, i) => rows.looProbabilities[i * classes + other],
      ),
      duplicates: group,
      conflicting,
      order: rankBySuspicion(suspicion, rows.loss),
      hashes: trainingHashes(dataset),
    };
  });
}
