/**
 * A synthetic readmission table after the paper's domain mismatch (Sec. 5.3): 127 features, and 24 children in the training data of
 * whom 20 of the 21 healthy ones are taken out, so that 3 of the 4 left come back to hospital. Nothing in it is a patient's. How strongly
 * the other columns decide was chosen so that the four children stand out some 40 times, as the paper's do: this shows that the report
 * finds such a case, not how often there is one.
 */
import { join } from 'node:path';
import { createRandom } from '../../extension/core/random';
import type { Random } from '../../extension/core/random';
import { prepared, writeConfig, writeTable } from './prepared';

export const CHILD = '[0-10)';
const TRAIN = 20000;
const TEST = 2000;
/** Categories of each column; with 27 numbers they become 127 features. */
const CATEGORICAL: readonly [string, number][] = [
  ['age', 10],
  ['gender', 2],
  ['race', 4],
  ['admission', 6],
  ['discharge', 8],
  ['payer', 10],
  ...Array.from({ length: 30 }, (_, i): [string, number] => [`condition${i}`, 2]),
];
const NUMBERS = 27;

export function prepareHospital(): Promise<string> {
  return prepared('hospital-v4', (folder) => {
    const random = createRandom(53);
    const model = createWeights(random);
    const header = [
      ...CATEGORICAL.map(([name]) => name),
      ...Array.from({ length: NUMBERS }, (_, j) => `count${j}`),
      'readmitted',
    ];
    const adults = Array.from({ length: TRAIN - 4 }, () => patient(random, model, false));
    const children = Array.from({ length: 24 }, (_, i) => patient(random, model, true, i < 3));
    // 3 that come back and the one healthy child that is left, among the adults.
    const train = [...adults.slice(0, 9000), ...children.slice(0, 4), ...adults.slice(9000)];
    const test = Array.from({ length: TEST }, (_, i) => patient(random, model, i % 40 === 0, false));
    writeTable(join(folder, 'train.csv'), header, train);
    writeTable(join(folder, 'test.csv'), header, test);
    writeConfig(folder, {
      name: 'Hospital (synthetic)',
      train: 'train.csv',
      test: 'test.csv',
      label: 'readmitted',
      model: { type: 'logistic', l2: 0.00001 },
    });
  });
}

type Weights = { categories: number[][]; numbers: number[] };

function createWeights(random: Random): Weights {
  const weight = (): number => 0.04 * normal(random);
  return {
    categories: CATEGORICAL.map(([, count]) => Array.from({ length: count }, weight)),
    numbers: Array.from({ length: NUMBERS }, weight),
  };
}

/** @param readmitted of a child; an adult's follows from the weights */
function patient(
  random: Random,
  { categories, numbers }: Weights,
  child: boolean,
  readmitted = false,
): string[] {
  const codes = CATEGORICAL.map(([name, count]) =>
    name === 'age' ? (child ? 0 : 1 + Math.floor(random() * (count - 1))) : Math.floor(random() * count),
  );
  const counts = Array.from({ length: NUMBERS }, () => Math.round(100 * normal(random)) / 100);
  const score =
    codes.reduce((sum, code, c) => sum + categories[c][code], -0.3) +
    counts.reduce((sum, value, j) => sum + value * numbers[j], 0);
  const back = child ? readmitted : random() < 1 / (1 + Math.exp(-score));
  const named = codes.map((code, c) =>
    c === 0 ? `[${10 * code}-${10 * code + 10})` : `${CATEGORICAL[c][0]}${code}`,
  );
  return [...named, ...counts.map(String), back ? 'yes' : 'no'];
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
