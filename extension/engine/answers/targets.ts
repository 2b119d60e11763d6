import type { Work } from '../../contract/progress';
import type { Params, TargetsResult } from '../../contract/protocol';
import type { RecordRef } from '../../contract/records';
import { previews } from '../dataset/preview';
import type { Dataset } from '../dataset/types';
import type { Engine } from '../session/engine';
import { fittedModel } from '../session/fit';
import { predict } from '../session/predictions';
import { onDataset, type DatasetRequest } from '../session/request';
import { currentDataset } from '../session/stages';
import type { Fitted } from '../session/state';
import { partOf } from '../session/target';

/** The records of one part with what the model says of them. */
export function targets(engine: Engine, params: Params<'targets'>, work: Work): Promise<TargetsResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    return listTargets(request, dataset, await fittedModel(request, dataset), params);
  });
}

export async function listTargets(
  request: DatasetRequest,
  dataset: Dataset,
  fitted: Fitted,
  { set, file }: Pick<RecordRef, 'set' | 'file'>,
): Promise<TargetsResult> {
  const part = await partOf(request, dataset, { set, file });
  const { table, path } = part.file;
  const { files } = table.records;
  const classes = dataset.classes.length;
  const { training, test, model, prepared } = fitted;
  const predictions =
    set === 'train'
      ? training
      : set === 'test'
        ? test
        : predict(model, await prepared.design(table, part.rows, request.work), part.labels, classes);
  return {
    set,
    file: path,
    ...(files && { files: Array.from(part.rows, (row) => files[row]) }),
    fingerprint: dataset.fingerprint,
    classes: [...dataset.classes],
    row: part.rows,
    line: part.rows.map((row) => table.records.line[row]),
    label: part.labels,
    predicted: predictions.predicted,
    probability: Float64Array.from(
      predictions.predicted,
      (c, i) => predictions.probabilities[i * classes + c],
    ),
    loss: predictions.loss,
    preview: previews(table, part.rows, dataset.loaded.config.label),
  };
}
