/** From a CSV of 20,000 × 127 numbers to the ranked list, against the Python script that does the same. */
import { join } from 'node:path';
import { max, median, min } from 'simple-statistics';
import type { ExplainDocument } from '../../../extension/contract/documents';
import { prepareNumericTable } from '../../data/numericTable';
import { measure } from '../measure';
import { availableBackends, runCli, timeCli } from '../product';
import { benchPython, HERE } from '../python';
import type { Bench, Benchmark, Figure } from '../types';

const TEST_ROW = 3;

export const numericTable: Benchmark = {
  name: 'numeric-table',
  title:
    'Table of 20,000 rows × 127 numeric columns, two classes: whole process, from the CSV to the ranked list',
  async run(bench) {
    const folder = await prepareNumericTable();
    const config = join(folder, 'influence.json');
    const figures: Figure[] = [];
    for (const backend of await availableBackends(config)) {
      if (backend !== 'cpu') figures.push(...compare(bench, folder, config, backend));
    }
    figures.push(agreement(folder, config));
    return figures;
  },
};

/** Product and script in turn, so that whatever else the machine does meets both. */
function compare({ options, log }: Bench, folder: string, config: string, backend: string): Figure[] {
  const args = ['explain', '--config', config, '--test-row', String(TEST_ROW), '--backend', backend];
  const script = pythonCommand(folder);
  timeCli(args);
  measure(script);
  const pairs = Array.from({ length: options.repeats }, (_, i) => {
    const [ours, theirs] =
      i % 2 === 0 ? [timeCli(args), measure(script)] : swap([measure(script), timeCli(args)]);
    log(`${backend} ${ours.ms.toFixed(0)} ms, Python ${theirs.ms.toFixed(0)} ms`);
    return { ours, theirs, ratio: ours.ms / theirs.ms };
  });
  const ratios = pairs.map(({ ratio }) => ratio);
  const ms = (of: 'ours' | 'theirs') => median(pairs.map((pair) => pair[of].ms)).toFixed(0);
  const memory = (of: 'ours' | 'theirs') => max(pairs.map((pair) => pair[of].bytes)) / 1e6;
  return [
    {
      name: `${backend}: time relative to pandas + NumPy/SciPy`,
      value: median(ratios),
      unit: '×',
      target: { atMost: 1 },
      detail: `median of ${ratios.length} pairs, ${min(ratios).toFixed(2)}–${max(ratios).toFixed(2)}; ${ms('ours')} ms against ${ms('theirs')} ms`,
    },
    {
      name: `${backend}: largest resident memory`,
      value: memory('ours'),
      unit: 'MB',
      target: { atMost: 1000 },
      detail: `Python ${memory('theirs').toFixed(0)} MB`,
    },
  ];
}

/** Both must have given the same answer, or the race means nothing. */
function agreement(folder: string, config: string): Figure {
  const { document } = runCli<ExplainDocument>([
    'explain',
    '--config',
    config,
    '--test-row',
    String(TEST_ROW),
  ]);
  const theirs = measure(pythonCommand(folder))
    .stdout.trim()
    .split('\n')
    .slice(2)
    .map((line) => line.trim().split(/\s+/));
  const errors = document.rows.map((row, i) => {
    const [at, , influence] = theirs[i] ?? [];
    return Number(at) === row.row ? Math.abs(row.influence / Number(influence) - 1) : Infinity;
  });
  return {
    name: 'largest relative difference of the ten influences printed',
    value: max(errors),
    unit: '',
    target: { atMost: 1e-8 },
    detail: 'the script prints ten digits',
  };
}

function pythonCommand(folder: string): string[] {
  const files = [join(folder, 'train.csv'), join(folder, 'test.csv')];
  return [benchPython(), join(HERE, 'baseline_influence.py'), ...files, 'outcome', String(TEST_ROW), '0.01'];
}

function swap<A, B>([a, b]: [A, B]): [B, A] {
  return [b, a];
}
