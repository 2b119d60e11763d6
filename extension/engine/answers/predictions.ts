import type { PredictionsDocument } from '../../contract/documents';
import type { Work } from '../../contract/progress';
import type { DatasetRef } from '../../contract/protocol';
import type { Selection } from '../documents/explain';
import { predictionsDocument } from '../documents/predictions';
import type { Engine } from '../session/engine';
import { fittedModel } from '../session/fit';
import { documentHead } from '../session/head';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { listTargets } from './targets';

/** What the model says of the test rows. */
export function predictions(
  engine: Engine,
  dataset: DatasetRef,
  selection: Selection,
  work: Work,
): Promise<PredictionsDocument> {
  return onDataset(engine, dataset, work, async (request) => {
    const data = await currentDataset(request);
    const fitted = await fittedModel(request, data);
    const targets = await listTargets(request, data, fitted, { set: 'test' });
    const head = documentHead(request, data, fitted, []);
    return predictionsDocument(head, data.test.file.name, targets, selection);
  });
}
