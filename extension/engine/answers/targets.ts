import type { Work } from '../../contract/progress';
import type { Params, TargetsResult } from '../../contract/protocol';
import { applyFeatures } from '../../core/features/apply';
import { previews } from '../dataset/preview';
import type { Engine } from '../session/engine';
import { fittedModel } from '../session/fit';
import { predict } from '../session/predictions';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { partOf } from '../session/target';

/** The records of one part with what the model says of them. */
export function targets(engine: Engine, params: Params<'targets'>, work: Work): Promise<TargetsResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const part = await partOf(request, dataset, params);
    const fitted = await fittedModel(request, dataset);
    const { table, path } = part.file;
    const classes = dataset.classes.length;
    const predictions =
      params.set === 'train'
        ? fitted.training
        : params.set === 'test'
          ? fitted.test
          : predict(
              fitted.model,
              await applyFeatures(fitted.prepared.plan, table, part.rows, work),
              part.labels,
              classes,
            );
    return {
      set: params.set,
      file: path,
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
  });
}
