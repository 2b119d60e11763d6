import type { AuditDocument, AuditRow } from '../../contract/audit';
import { LensError } from '../../contract/errors';
import type { Params } from '../../contract/protocol';
import type { Work } from '../../contract/progress';
import { type EditSpace, editSpace } from '../../core/attack/space';
import { applyFeatures } from '../../core/features/apply';
import { featureNames } from '../../core/features/describe';
import { denseRow } from '../../core/models/linear/design';
import { createRandom, shuffle } from '../../core/random';
import { recordFile } from '../../core/tables/cells';
import { type Attack, attackRow } from '../attack/attackRow';
import type { AttackedModel } from '../attack/editedModel';
import type { Dataset, RecordPart } from '../dataset/types';
import type { Engine } from '../session/engine';
import { fitContext, fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { insightOf } from '../session/insight';
import { predict } from '../session/predictions';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import { throwIfAborted } from '../work/queue';

const CELLS = 20;

/** Attacks a seeded draw of the rightly predicted test rows by an edit of one training row each. Nothing is written. */
export function audit(engine: Engine, params: Params<'audit'>, work: Work): Promise<AuditDocument> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const fitted = await fittedModel(request, dataset);
    const { prepared, model, test } = fitted;
    const insight = insightOf(fitted);
    const { features } = prepared.problem;
    const { levels, share } = params;
    const { train } = dataset;
    const space = editSpace(prepared.plan, train.file.table.columns, train.rows, { levels, share });
    if (features.kind !== 'dense' || !insight.editStrength || !space.limit.some((limit) => limit > 0))
      throw new LensError('model', 'No number of the training rows can be edited within these bounds.', {
        hint: 'The audit edits numbers and pixels that a linear model sees; texts and kernels it leaves alone. Widen --share or --levels.',
      });
    const quiet: Work = { signal: work.signal, progress: () => undefined };
    const context = { ...(await fitContext(request, dataset, prepared, dataset.seed)), work: quiet };
    const config = dataset.loaded.config.model;
    const attacked: AttackedModel = { config, model, prepared, features, context };
    const matrix = await applyFeatures(prepared.plan, dataset.test.file.table, dataset.test.rows, work);
    const right = Int32Array.from(dataset.test.rows.keys()).filter(
      (i) => dataset.test.labels[i] === test.predicted[i],
    );
    const aimed = shuffle(right.slice(), createRandom(dataset.seed)).subarray(0, params.targets);
    const rows: AuditRow[] = [];
    const bounds = space.limit.map((limit, j) => limit / space.scale[j]);
    const options = solverOptions(request, dataset);
    await timed(request.timings, 'solveMs', async () => {
      for (const [done, i] of aimed.entries()) {
        work.progress({ stage: 'Attacking predictions', fraction: done / aimed.length });
        throwIfAborted(work.signal);
        const x = { kind: 'dense', rows: 1, cols: matrix.cols, data: denseRow(matrix, i) } as const;
        const explained = dataset.test.labels[i];
        const strength = await insight.editStrength!(x, explained, bounds, options, quiet);
        const at = strength.reduce((best, value, each) => (value > strength[best] ? each : best), 0);
        const attack = await attackRow(
          attacked,
          { features: x, explained },
          at,
          space,
          options,
          (other) => {
            const after = predict(other, matrix, dataset.test.labels, dataset.classes.length).predicted;
            return Uint8Array.from(right, (each) => (after[each] === dataset.test.labels[each] ? 0 : 1));
          },
          quiet,
        );
        const before = test.probabilities[i * dataset.classes.length + explained];
        rows.push(auditRow(dataset, i, at, before, attack, cellsOf(attacked, space, at, attack)));
      }
    });
    rows.sort((a, b) => Number(b.flipped) - Number(a.flipped) || b.before - b.after - (a.before - a.after));
    return {
      kind: 'audit',
      ...documentHead(request, dataset, fitted, []),
      bounds: { levels, share },
      tried: aimed.length,
      flipped: rows.filter(({ flipped }) => flipped).length,
      right: right.length,
      rows,
    };
  });
}

function auditRow(
  { classes, test, train }: Dataset,
  i: number,
  at: number,
  before: number,
  { predicted, probability, steps, wrong, edit }: Attack,
  cells: AuditRow['cells'],
): AuditRow {
  const place = (part: RecordPart, each: number) => {
    const { records } = part.file.table;
    const row = part.rows[each];
    const file = recordFile(part.file.name, records, row);
    return { file, row, line: records.line[row], label: classes[part.labels[each]] };
  };
  return {
    ...place(test, i),
    before,
    after: probability,
    flipped: predicted !== test.labels[i],
    predicted: classes[predicted],
    training: place(train, at),
    edited: edit.filter((value) => value !== 0).length,
    cells,
    flips: wrong.reduce((sum, one) => sum + one, 0),
    steps,
  };
}

/** The edits with the largest effect to first order. */
function cellsOf(
  { prepared, features }: AttackedModel,
  { scale, center }: EditSpace,
  at: number,
  { edit, gradient }: Attack,
): AuditRow['cells'] {
  const names = featureNames(prepared.plan);
  const effect = edit.map((value, j) => Math.abs((value / scale[j]) * gradient[j]));
  return Array.from(edit.keys())
    .filter((j) => edit[j] !== 0)
    .sort((a, b) => effect[b] - effect[a])
    .slice(0, CELLS)
    .map((j) => {
      const from = features.data[at * features.cols + j] * scale[j] + center[j];
      const { column, index } = names[j];
      return { column, index, from, to: from + edit[j] };
    });
}
