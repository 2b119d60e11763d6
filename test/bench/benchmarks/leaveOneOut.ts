/** Predicted against real: digits left out one at a time and the model retrained, in NumPy. */
import { join } from 'node:path';
import type { ExplainDocument, ExplainRow } from '../../../extension/contract/documents';
import { createRandom, shuffle } from '../../../extension/core/random';
import { agreementOf } from '../../../extension/engine/documents/agreement';
import { prepareMnist } from '../../data/mnist';
import { runCli, withEngine } from '../product';
import { runPython } from '../python';
import type { Benchmark, Figure } from '../types';

const ROWS = 60;

export const leaveOneOut: Benchmark = {
  name: 'leave-one-out',
  title:
    'MNIST 8,000 rows, 10 classes, raw pixels, l2 0.01: predicted change of a test loss against real retraining',
  async run({ log }) {
    const folder = await prepareMnist();
    const config = join(folder, 'influence.json');
    const targets = await chooseTargets(config);
    log('explaining');
    const explained = targets.map(({ row }) => {
      const args = ['explain', '--config', config, '--test-row', String(row), '--all'];
      return runCli<ExplainDocument>(args).document;
    });
    const random = Array.from(
      shuffle(
        Int32Array.from({ length: 8000 }, (_, i) => i),
        createRandom(60),
      ).subarray(0, ROWS),
    );
    const top = explained.map(({ rows }) =>
      rows
        .toSorted((a, b) => Math.abs(b.influence) - Math.abs(a.influence))
        .slice(0, ROWS)
        .map(({ row }) => row),
    );
    const rows = [...new Set([...random, ...top.flat()])];
    log(`retraining ${rows.length} times`);
    const input = JSON.stringify({ targets: targets.map(({ row }) => row), rows });
    const files = [join(folder, 'train.csv'), join(folder, 'test.csv')];
    const { actual, seconds } = JSON.parse(runPython('retrain.py', [...files, 'digit', '0.01'], input)) as {
      actual: number[][];
      seconds: number;
    };
    log(`retrained in ${seconds.toFixed(0)} s`);
    return targets.flatMap((target, t) => {
      const real = new Map(rows.map((row, i) => [row, actual[i]![t]!]));
      const title = `${target.title} (loss ${explained[t]!.target.loss.toFixed(2)})`;
      return [
        ...figures(`${title}, ${ROWS} most influential rows`, pick(explained[t]!, top[t]!), real),
        ...figures(`${title}, ${ROWS} random rows`, pick(explained[t]!, random), real),
      ];
    });
  },
};

/** The worst predicted test digit, and one that is predicted neither well nor badly. */
async function chooseTargets(config: string): Promise<{ title: string; row: number }[]> {
  const { row, loss } = await withEngine(undefined, (client) =>
    client.request('targets', { dataset: { config }, set: 'test' }),
  );
  const worstFirst = Array.from(row.keys()).sort((a, b) => loss[b]! - loss[a]!);
  return [
    { title: 'worst predicted digit', row: row[worstFirst[0]!]! },
    {
      title: 'digit at the 90th percentile of the loss',
      row: row[worstFirst[Math.floor(row.length / 10)]!]!,
    },
  ];
}

function pick({ rows }: ExplainDocument, chosen: readonly number[]): ExplainRow[] {
  const byRow = new Map(rows.map((row) => [row.row, row]));
  return chosen.map((row) => byRow.get(row)!);
}

function figures(title: string, rows: readonly ExplainRow[], real: Map<number, number>): Figure[] {
  const actual = rows.map(({ row }) => real.get(row)!);
  const linear = agreementOf(
    rows.map(({ removalDelta }) => removalDelta),
    actual,
  );
  const corrected = rows.flatMap(({ row, removalForecast }) =>
    removalForecast === undefined ? [] : [{ predicted: removalForecast, actual: real.get(row)! }],
  );
  const forecast = agreementOf(
    corrected.map(({ predicted }) => predicted),
    corrected.map((each) => each.actual),
  );
  const detail = `slope ${(linear.slope ?? NaN).toFixed(4)}, Spearman ${(linear.spearman ?? NaN).toFixed(4)}`;
  return [
    {
      name: `${title}: R of removalDelta`,
      value: linear.r ?? NaN,
      unit: '',
      target: { atLeast: 0.999 },
      detail,
    },
    {
      name: `${title}: slope of removalForecast`,
      value: forecast.slope ?? NaN,
      unit: '',
      target: { atLeast: 0.98, atMost: 1.02 },
      detail: `R ${(forecast.r ?? NaN).toFixed(6)}, ${forecast.rows} rows`,
    },
  ];
}
