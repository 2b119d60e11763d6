/** Predicted against real: digits left out one at a time and the model retrained, in NumPy. */
import { join } from 'node:path';
import type { ValidateDocument, ValidateRow } from '../../../extension/contract/documents';
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
    log('predicting');
    const predicted = targets.map(({ row }) => {
      const args = ['validate', '--config', config, '--test-row', String(row), '--rows', String(2 * ROWS)];
      return runCli<ValidateDocument>(args).document;
    });
    const rows = [...new Set(predicted.flatMap((document) => document.rows.map(({ row }) => row)))];
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
      const document = predicted[t]!;
      const title = `${target.title} (loss ${document.target.loss.toFixed(2)})`;
      const chosen = (how: ValidateRow['chosen']) => document.rows.filter((row) => row.chosen === how);
      return [
        ...figures(`${title}, ${ROWS} most influential rows`, chosen('top'), real),
        ...figures(`${title}, ${ROWS} random rows`, chosen('random'), real),
        ownRetraining(title, document.rows, real),
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

function figures(title: string, rows: readonly ValidateRow[], real: Map<number, number>): Figure[] {
  const actual = rows.map(({ row }) => real.get(row)!);
  const linear = agreementOf(
    rows.map(({ removalDelta }) => removalDelta),
    actual,
  );
  const forecast = agreementOf(
    rows.map(({ removalForecast }) => removalForecast!),
    actual,
  );
  return [
    {
      name: `${title}: R of removalDelta`,
      value: linear.r!,
      unit: '',
      target: { atLeast: 0.999 },
      detail: `slope ${linear.slope!.toFixed(4)}, Spearman ${linear.spearman!.toFixed(4)}, ${rows.length} rows`,
    },
    {
      name: `${title}: slope of removalForecast`,
      value: forecast.slope!,
      unit: '',
      target: { atLeast: 0.98, atMost: 1.02 },
      detail: `R ${forecast.r!.toFixed(6)}, ${rows.length} rows`,
    },
  ];
}

/** The engine retrains as well: both must come to the same. */
function ownRetraining(title: string, rows: readonly ValidateRow[], real: Map<number, number>): Figure {
  const largest = Math.max(...rows.map(({ actual }) => Math.abs(actual)));
  const apart = Math.max(...rows.map(({ row, actual }) => Math.abs(actual - real.get(row)!)));
  return {
    name: `${title}: largest difference between the engine's retraining and NumPy's`,
    value: apart / largest,
    unit: '',
    detail: `of the largest change, ${rows.length} rows`,
  };
}
