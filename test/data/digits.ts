/** MNIST digits as matrices, without a table on the way. */
import type { DenseMatrix } from '../../extension/core/linalg/types';
import type { TrainingProblem } from '../../extension/core/models/types';
import { createRandom, shuffle } from '../../extension/core/random';
import { readDigits } from './mnist';

const SIDE = 28;

export interface Digits extends TrainingProblem {
  features: DenseMatrix;
}

/** All 10,000 digits in a seeded order, pixels in [0, 1]; each side divided by `shrink`, by the mean. */
export function shuffledDigits(shrink = 1): Digits {
  const digits = readDigits();
  const order = shuffle(Int32Array.from(digits.keys()), createRandom(1));
  const side = SIDE / shrink;
  const data = new Float64Array(digits.length * side ** 2);
  order.forEach((from, to) => {
    for (let at = 0; at < SIDE ** 2; at++) {
      const [row, column] = [Math.floor(at / SIDE / shrink), Math.floor((at % SIDE) / shrink)];
      data[to * side ** 2 + row * side + column] += Number(digits[from]![at]) / shrink ** 2;
    }
  });
  return {
    features: { kind: 'dense', rows: digits.length, cols: side ** 2, data },
    labels: order.map((from) => Number(digits[from]!.at(-1))),
    classes: 10,
    shape: [side, side, 1],
  };
}

export function digitsBetween(
  { features, labels, classes, shape }: Digits,
  from: number,
  to: number,
): Digits {
  const { cols, data } = features;
  return {
    features: { kind: 'dense', rows: to - from, cols, data: data.slice(from * cols, to * cols) },
    labels: labels.slice(from, to),
    classes,
    shape,
  };
}
