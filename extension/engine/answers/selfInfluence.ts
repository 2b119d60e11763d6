import type { Work } from '../../contract/progress';
import type { Params, SelfInfluenceResult } from '../../contract/protocol';
import { suggestLabels } from '../../core/mislabels/suggestion';
import type { Engine } from '../session/engine';
import { fittedModel, rowScores } from '../session/fit';
import { documentHead } from '../session/head';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { requireFinite } from './finite';
import { ownProbabilities } from './looProbability';
import { trainingColumns, trainingHashes } from './training';
import { orderBySize } from '../../core/orderBySize';

/** How strongly every training row holds its own prediction, and what the model says of it without it. */
export function selfInfluence(
  engine: Engine,
  params: Params<'selfInfluence'>,
  work: Work,
): Promise<SelfInfluenceResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const fitted = await fittedModel(request, dataset);
    const scores = await rowScores(request, dataset, fitted);
    const { labels } = dataset.train;
    return {
      head: documentHead(request, dataset, fitted, scores.checks),
      file: dataset.train.file.path,
      training: trainingColumns(dataset, fitted),
      selfInfluence: requireFinite('self-influence', scores.selfInfluence),
      leverage: requireFinite('leverage', scores.leverage),
      looProbability: ownProbabilities(scores, labels),
      suggested: suggestLabels(scores.looProbabilities, labels, dataset.classes.length),
      loss: requireFinite('loss', scores.loss),
      order: orderBySize(scores.selfInfluence),
      hashes: trainingHashes(dataset),
    };
  });
}
