import type { Work } from '../../contract/progress';
import type { MislabelsResult, Params } from '../../contract/protocol';
import { rankBySuspicion } from '../../core/mislabels/ranking';
import { scorerNamed } from '../../core/mislabels/registry';
import { suggestLabels } from '../../core/mislabels/suggestion';
import type { Engine } from '../session/engine';
import { fittedModel, rowScores } from '../session/fit';
import { documentHead } from '../session/head';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { requireFinite } from './finite';
import { ownProbabilities } from './looProbability';
import { trainingColumns, trainingHashes } from './training';

/** Every training row by how suspect its label is. */
export function mislabels(engine: Engine, params: Params<'mislabels'>, work: Work): Promise<MislabelsResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const fitted = await fittedModel(request, dataset);
    const rows = await rowScores(request, dataset, fitted);
    const { labels } = dataset.train;
    const classes = dataset.classes.length;
    const suspicion = requireFinite('suspicion', scorerNamed(params.score).score({ labels, classes, rows }));
    return {
      head: documentHead(request, dataset, fitted, rows.checks),
      file: dataset.train.file.path,
      solver: rows.solver,
      score: params.score,
      training: trainingColumns(dataset, fitted),
      suspicion,
      selfInfluence: requireFinite('self-influence', rows.selfInfluence),
      loss: requireFinite('loss', rows.loss),
      looProbability: ownProbabilities(rows, labels),
      suggested: suggestLabels(rows.looProbabilities, labels, classes),
      order: rankBySuspicion(suspicion, rows.loss),
      hashes: trainingHashes(dataset),
    };
  });
}
