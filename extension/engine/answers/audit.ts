import type { AuditResult, AuditRow, EditedPicture } from '../../contract/audit';
import { LensError } from '../../contract/errors';
import type { Params } from '../../contract/protocol';
import type { Work } from '../../contract/progress';
import type { DenseMatrix } from '../../core/linalg/types';
import { denseRow } from '../../core/models/linear/design';
import { createRandom, shuffle } from '../../core/random';
import { type AttackedModel, modelForEdits } from '../attack/attackedModel';
import { attackPrediction } from '../attack/attackPrediction';
import { auditBounds, requireEditable } from '../attack/bounds';
import { editableRows, oneRow } from '../attack/editableRows';
import { auditRow, editedPicture } from '../attack/report';
import type { Engine } from '../session/engine';
import { fitContext, fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { insightOf } from '../session/insight';
import { predict } from '../session/predictions';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import type { Fitted } from '../session/state';

/** Rows whose pictures come along. */
const PICTURES = 100;

/** Attacks a seeded draw of the rightly predicted test rows by an edit of one training row each. Nothing is written. */
export function audit(engine: Engine, params: Params<'audit'>, work: Work): Promise<AuditResult> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const fitted = await fittedModel(request, dataset);
    const { prepared, model, test } = fitted;
    const features = attackable(fitted);
    const bounds = auditBounds(dataset, prepared, params);
    const space = requireEditable(dataset, prepared, bounds);
    const quiet: Work = { signal: work.signal, progress: () => undefined };
    const { config } = dataset.loaded;
    const context = { ...(await fitContext(request, dataset, prepared, dataset.seed)), work: quiet };
    const { labels, file, rows: records } = dataset.test;
    const matrix = await prepared.design(file.table, records, work);
    const right = Int32Array.from(records.keys()).filter((i) => labels[i] === test.predicted[i]);
    const count = params.targets ?? config.audit.targets;
    const aimed = shuffle(right.slice(), createRandom(dataset.seed)).subarray(0, count);
    const options = solverOptions(request, dataset);
    const judge = (other: Fitted['model']) => {
      const after = predict(other, matrix, labels, dataset.classes.length).predicted;
      return Uint8Array.from(right, (each) => (after[each] === labels[each] ? 0 : 1));
    };
    const found: { row: AuditRow; picture?: EditedPicture }[] = [];
    await timed(request.timings, 'solveMs', async () => {
      const attacked: AttackedModel = {
        model: await modelForEdits(config.model, model, prepared, context),
        features,
        labels: prepared.problem.labels,
        rows: editableRows(dataset, prepared, features),
        seed: dataset.seed,
      };
      try {
        for (const [done, target] of aimed.entries()) {
          const during: Work = {
            signal: work.signal,
            progress: ({ stage, fraction = 0 }) =>
              work.progress({ stage, fraction: (done + fraction) / aimed.length }),
          };
          const question = { features: oneRow(denseRow(matrix, target)), explained: labels[target] };
          const attack = await attackPrediction(attacked, question, space, options, judge, during);
          const before = test.probabilities[target * dataset.classes.length + labels[target]];
          const { plan } = prepared;
          // Numbers of a row are many: what is told of them is kept, not they.
          found.push({
            row: auditRow(dataset, plan, space, { target, before, attack }),
            picture: editedPicture(plan, space, attack),
          });
        }
      } finally {
        if (attacked.model !== model) attacked.model.dispose();
      }
    });
    const loss = ({ before, after }: AuditRow): number => before - after;
    found.sort((a, b) => Number(b.row.flipped) - Number(a.row.flipped) || loss(b.row) - loss(a.row));
    return {
      document: {
        kind: 'audit',
        ...documentHead(request, dataset, fitted, []),
        bounds,
        tried: aimed.length,
        flipped: found.filter(({ row }) => row.flipped).length,
        right: right.length,
        rows: found.map(({ row }) => row),
      },
      pictures: found.slice(0, PICTURES).flatMap(({ picture }) => picture ?? []),
    };
  });
}

/** The training rows of a model whose answer to an edit is known. Throws a `model` error for others. */
function attackable(fitted: Fitted): DenseMatrix {
  const { editStrength, perturbation } = insightOf(fitted);
  const { features } = fitted.prepared.problem;
  if (features.kind === 'dense' && editStrength && perturbation) return features;
  throw new LensError('model', 'Edits of this model’s rows cannot be followed to its predictions.', {
    hint: 'The audit is for numbers and pixels, with a model that is linear in them or in the features of a network that stays as it is.',
  });
}
