/** What pixels push, against models that are fitted again with one pixel changed. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Work } from '../../../extension/contract/progress';
import { explain } from '../../../extension/engine/answers/explain';
import { why } from '../../../extension/engine/answers/why';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { digitsBetween, shuffledDigits } from '../../data/digits';
import { writeFruits } from '../../data/fruitImages';

const WORK: Work = { signal: new AbortController().signal, progress: () => undefined };
const SIDE = 7;
const choice = { by: 'label' } as const;
const target = { set: 'test', row: 2 } as const;
const ROW = 5;

describe('what pixels push', () => {
  const engine = createEngine({ cache: noCache, log: () => undefined });
  const folder = mkdtempSync(join(tmpdir(), 'influence-pictures-'));
  const digits = shuffledDigits(4);

  /** A table of digits, with something added to one number. */
  function table(name: string, from: number, to: number, row = -1, pixel = -1, added = 0): string {
    const { features, labels } = digitsBetween(digits, from, to);
    const lines = Array.from({ length: to - from }, (_, i) => {
      const cells = [...features.data.subarray(i * SIDE ** 2, (i + 1) * SIDE ** 2)];
      if (i === row) cells[pixel] += added;
      return [...cells, `d${labels[i] < 5 ? 'low' : 'high'}`].join(',');
    });
    const header = Array.from({ length: SIDE ** 2 }, (_, j) => `p${Math.floor(j / SIDE)}_${j % SIDE}`);
    writeFileSync(join(folder, name), [[...header, 'label'].join(','), ...lines, ''].join('\n'));
    return name;
  }

  function dataset(name: string, train: string, test: string): { config: string } {
    const config = join(folder, `${name}.influence.json`);
    const model = { type: 'logistic', l2: 0.05 };
    writeFileSync(
      config,
      JSON.stringify({ train, test, label: 'label', features: { standardize: false }, model }),
    );
    return { config };
  }

  it('is told of the columns of a table, as refits with a changed pixel find it', async () => {
    const base = dataset('base', table('train.csv', 0, 300), table('test.csv', 300, 330));
    const answer = await why(engine, { dataset: base, target, choice, row: ROW }, WORK);
    const { picture, cells } = answer;
    assert.ok(picture);
    assert.deepEqual([picture.height, picture.width, picture.column], [SIDE, SIDE, undefined]);
    const { features } = digitsBetween(digits, 0, 300);
    const most = Math.max(...features.data);
    for (const pixel of [10, 17, 24]) {
      const name = `p${Math.floor(pixel / SIDE)}_${pixel % SIDE}`;
      const cell = cells!.find(({ column }) => column === name)!;
      assert.equal(picture.training[pixel], cell.training);
      assert.equal(picture.explained[pixel], cell.explained);
      const value = features.data[ROW * SIDE ** 2 + pixel];
      assert.ok(Math.abs(picture.shades.training[pixel] - value / most) < 1e-12);
      let mean = 0;
      for (let i = 0; i < 300; i++) mean += features.data[i * SIDE ** 2 + pixel] / 300;
      const h = 1e-3;
      const lossWith = async (sets: [string, string]) =>
        (await explain(engine, { dataset: dataset('moved', ...sets), target, choice }, WORK)).target.loss;
      const slope = async (sets: (added: number) => [string, string]) =>
        ((await lossWith(sets(h))) - (await lossWith(sets(-h)))) / (2 * h);
      const byTraining = await slope((added) => [
        table(`t${added}.csv`, 0, 300, ROW, pixel, added),
        'test.csv',
      ]);
      const expected = byTraining * (value - mean);
      assert.ok(Math.abs(picture.training[pixel] - expected) < 1e-4 * Math.abs(expected) + 1e-10, `${pixel}`);
      const own = digits.features.data[(300 + target.row) * SIDE ** 2 + pixel];
      const byExplained = await slope((added) => [
        'train.csv',
        table(`x${added}.csv`, 300, 330, target.row, pixel, added),
      ]);
      const alone = byExplained * (own - mean);
      assert.ok(Math.abs(picture.explained[pixel] - alone) < 1e-4 * Math.abs(alone) + 1e-10, `${pixel}`);
    }
  });

  it('is told of image files, the channels of a pixel together', async () => {
    const images = join(folder, 'images');
    mkdirSync(images);
    writeFruits(join(images, 'train'), 20, 1);
    writeFruits(join(images, 'test'), 4, 2);
    const config = join(images, 'influence.json');
    writeFileSync(config, '{ "train": "train", "test": "test" }');
    const { picture, cells } = await why(engine, { dataset: { config }, target, choice, row: 1 }, WORK);
    assert.ok(picture);
    assert.equal(picture.column, 'image');
    assert.equal(picture.training.length, picture.height * picture.width);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum(picture.training) - cells![0].training) < 1e-12);
    assert.ok(Math.abs(sum(picture.explained) - cells![0].explained) < 1e-12);
    for (const shade of [...picture.shades.training, ...picture.shades.explained])
      assert.ok(shade >= 0 && shade <= 1);
    assert.ok(new Set(picture.shades.training).size > 10);
  });
});
