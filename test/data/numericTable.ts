/** A synthetic table of numbers in the size of the hospital case: 20,000 rows, 127 columns, two classes. */
import { join } from 'node:path';
import { createRandom, type Random } from '../../extension/core/random';
import { prepared, writeConfig, writeTable } from './prepared';

const COLUMNS = 127;
const FACTORS = 12;

/** Columns share hidden factors, so that they correlate as measurements do; a third each are counts, amounts and readings. */
export function prepareNumericTable(rows = 20000): Promise<string> {
  return prepared(`numeric-${rows}x${COLUMNS}-v1`, (folder) => {
    const random = createRandom(20000);
    const loadings = Array.from({ length: COLUMNS }, () => normals(random, FACTORS));
    const effects = normals(random, COLUMNS);
    const header = [...Array.from({ length: COLUMNS }, (_, j) => `${KINDS[j % 3].name}_${j + 1}`), 'outcome'];
    const row = (): string[] => {
      const factors = normals(random, FACTORS);
      let score = -0.5;
      const cells = loadings.map((loading, j) => {
        const shared = loading.reduce((sum, value, f) => sum + value * factors[f], 0) / Math.sqrt(FACTORS);
        const value = 0.8 * shared + 0.6 * normal(random);
        score += 0.15 * effects[j] * value;
        return KINDS[j % 3].format(value);
      });
      return [...cells, random() < 1 / (1 + Math.exp(-score)) ? 'yes' : 'no'];
    };
    writeTable(join(folder, 'train.csv'), header, Array.from({ length: rows }, row));
    writeTable(join(folder, 'test.csv'), header, Array.from({ length: 200 }, row));
    writeConfig(folder, {
      name: 'Numeric table',
      train: 'train.csv',
      test: 'test.csv',
      label: 'outcome',
      model: { type: 'logistic', l2: 0.01 },
    });
  });
}

const KINDS = [
  { name: 'count', format: (z: number) => String(Math.floor(Math.exp(1.5 + 0.7 * z))) },
  { name: 'amount', format: (z: number) => (120 + 35.5 * z).toFixed(2) },
  { name: 'reading', format: (z: number) => (0.8 + 0.25 * z).toPrecision(8) },
];

/** Box–Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function normals(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => normal(random));
}
