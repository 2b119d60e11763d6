import type { AuditResult } from '../../contract/audit';
import { LensError } from '../../contract/errors';
import type { Params } from '../../contract/protocol';
import type { Work } from '../../contract/progress';
import type { DenseMatrix } from '../../core/linalg/types';
import { denseRow } from '../../core/models/linear/design';
import { createRandom, shuffle } from '../../core/random';
import { attackRow } from '../attack/attackRow';
import { auditBounds, requireEditable } from '../attack/bounds';
import { editableRows, oneRow } from '../attack/editableRows';
import type { AttackedModel } from '../attack/editedModel';
import { type Attacked, auditRow, editedPicture } from '../attack/report';
import { strongestRow } from '../attack/strongestRow';
import type { Engine } from '../session/engine';
import { fitContext, fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { insightOf } from '../session/insight';
import { predict } from '../session/predictions';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import type { Fitted } from '../session/state';
import { throwIfAborted } from '../work/queue';

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
    const attacked: AttackedModel = {
      config: dataset.loaded.config.model,
      model,
      prepared,
      features,
      rows: editableRows(dataset, prepared, features),
      context: { ...(await fitContext(request, dataset, prepared, dataset.seed)), work: quiet },
    };
    const { labels, file, rows: records } = dataset.test;
    const matrix = await prepared.design(file.table, records, work);
    const right = Int32Array.from(records.keys()).filter((i) => labels[i] === test.predicted[i]);
    const count = params.targets ?? dataset.loaded.config.audit.targets;
    const aimed = shuffle(right.slice(), createRandom(dataset.seed)).subarray(0, count);
    const options = solverOptions(request, dataset);
    const judge = (other: Fitted['model']) => {
      const after = predict(other, matrix, labels, dataset.classes.length).predicted;
      return Uint8Array.from(right, (each) => (after[each] === labels[each] ? 0 : 1));
    };
    const found: Attacked[] = [];
    await timed(request.timings, 'solveMs', async () => {
      for (const [done, target] of aimed.entries()) {
        work.progress({ stage: 'Attacking predictions', fraction: done / aimed.length });
        throwIfAborted(work.signal);
        const question = { features: oneRow(denseRow(matrix, target)), explained: labels[target] };
        const training = await strongestRow(attacked, question, space, options, quiet);
        const attack = await attackRow(attacked, question, training, space, options, judge, quiet);
        const before = test.probabilities[target * dataset.classes.length + labels[target]];
        found.push({ target, training, before, attack });
      }
    });
    const flips = ({ target, attack }: Attacked): boolean => attack.predicted !== labels[target];
    const loss = ({ before, attack }: Attacked): number => before - attack.probability;
    found.sort((a, b) => Number(flips(b)) - Number(flips(a)) || loss(b) - loss(a));
    return {
      document: {
        kind: 'audit',
        ...documentHead(request, dataset, fitted, []),
        bounds,
        tried: aimed.length,
        flipped: found.filter(flips).length,
        right: right.length,
        rows: found.map((each) => auditRow(dataset, prepared.plan, space, each)),
      },
      pictures: found
        .slice(0, PICTURES)
        .flatMap(({ attack }) => editedPicture(prepared.plan, space, attack) ?? []),
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
