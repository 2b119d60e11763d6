/** How far the hinge must be rounded for influences to be right (paper, Fig. 3): each model against its own retraining. */
import { join } from 'node:path';
import { applyFeatures } from '../../../extension/core/features/apply';
import type { DenseMatrix } from '../../../extension/core/linalg/types';
import { modelFamily } from '../../../extension/core/models/registry';
import type { FittedModel } from '../../../extension/core/models/types';
import { loadConfig } from '../../../extension/engine/config/load';
import { prepareFeatures } from '../../../extension/engine/dataset/features';
import { readDataset } from '../../../extension/engine/dataset/read';
import { agreementOf } from '../../../extension/engine/documents/agreement';
import { prepareOnesAndSevens } from '../../data/mnist';
import { openBackend } from '../backend';
import { QUIET } from '../problem';
import type { Benchmark, Figure } from '../types';

const ROWS = 50;
const TARGETS = 2;
const L2 = 0.01;
const OPTIONS = { solver: 'auto', damping: 0, forecast: 'all' } as const;

export const smoothHinge: Benchmark = {
  name: 'smooth-hinge',
  title: `MNIST 1 against 7, linear SVM, l2 ${L2}: predicted change of a test loss against real retraining, by temperature`,
  async run({ log }) {
    const folder = await prepareOnesAndSevens('svm', { type: 'smooth-hinge', l2: L2, temperature: 0.001 });
    const loaded = await loadConfig(join(folder, 'influence.json'));
    const dataset = await readDataset(loaded, 0, Infinity, QUIET);
    const { plan, problem } = await prepareFeatures(dataset, QUIET);
    const { file, rows, labels } = dataset.test;
    const test = (await applyFeatures(plan, file.table, rows, QUIET)) as DenseMatrix;
    const backend = await openBackend();
    const correlations = new Map<number, number>();
    const figures: Figure[] = [];
    for (const temperature of [0, 0.001, 0.1]) {
      const config = { type: 'smooth-hinge', l2: L2, temperature } as const;
      const model = await modelFamily('smooth-hinge').fit(problem, config, { backend, seed: 0, work: QUIET });
      log(`t ${temperature}: fitted in ${model.report.iterations} iterations`);
      const measured: Awaited<ReturnType<typeof againstRetraining>>[] = [];
      for (const at of worst(model, test, labels).slice(0, TARGETS))
        measured.push(await againstRetraining(model, rowOf(test, at), labels[at]!));
      model.dispose();
      const r = Math.min(...measured.map(({ forecast }) => forecast.r ?? NaN));
      correlations.set(temperature, r);
      figures.push({
        name: `t ${temperature}: R of removalForecast, the ${ROWS} most influential rows`,
        value: r,
        unit: '',
        target: temperature === 0.001 ? { atLeast: 0.94 } : undefined,
        detail: `smallest of the ${TARGETS} worst predicted digits; ${measured
          .map(
            ({ influence, forecast }) =>
              `slope ${forecast.slope?.toFixed(3)}, R of removalDelta ${influence.r?.toFixed(4)}`,
          )
          .join('; ')}`,
      });
    }
    const gain = correlations.get(0.001)! - correlations.get(0)!;
    return [
      ...figures,
      { name: 'R at t 0.001 over R at t 0', value: gain, unit: '', target: { atLeast: 0.2 } },
    ];
  },
};

function worst(model: FittedModel, test: DenseMatrix, labels: Int32Array): number[] {
  const losses = model.losses!(test);
  const own = Array.from(labels, (label, i) => losses[2 * i + label]!);
  return [...own.keys()].sort((a, b) => own[b]! - own[a]!);
}

function rowOf({ cols, data }: DenseMatrix, i: number): DenseMatrix {
  return { kind: 'dense', rows: 1, cols, data: data.slice(i * cols, (i + 1) * cols) };
}

async function againstRetraining(model: FittedModel, target: DenseMatrix, label: number) {
  const { influence, removalDelta, removalForecast } = await model.explain(target, label, OPTIONS, QUIET);
  const top = [...influence.keys()]
    .sort((a, b) => Math.abs(removalForecast![b]!) - Math.abs(removalForecast![a]!))
    .slice(0, ROWS);
  const before = model.losses!(target)[label]!;
  const actual: number[] = [];
  for (const row of top) {
    const without = await model.retrainWithout(Int32Array.of(row), QUIET);
    actual.push(without.losses!(target)[label]! - before);
    without.dispose();
  }
  return {
    influence: agreementOf(
      top.map((row) => removalDelta[row]!),
      actual,
    ),
    forecast: agreementOf(
      top.map((row) => removalForecast![row]!),
      actual,
    ),
  };
}
