/** Plants wrong labels in a copy of the labels, to measure how well a ranking finds them. */

import { type Random, shuffle } from '../random';
import { bestOther } from './suggestion';

/** How the rows to flip are drawn. */
export type FlipKind =
  | 'uniform' // every row alike, to a class drawn evenly among the others
  | 'class' // rows of the most frequent class only, all to the next: one systematic mistake
  | 'boundary'; // rows that the model is unsure of, to their likeliest other class: where people err

export interface Planted {
  labels: Int32Array;
  /** 1 where the label was flipped. */
  flipped: Uint8Array;
}

/**
 * Flips ⌊rate · n⌉ labels.
 * @param probabilities rows × classes, of the model fitted to the labels as they are; used by `boundary`
 * @param random uniform on [0, 1)
 */
export function plantFlips(
  labels: Int32Array,
  classes: number,
  rate: number,
  kind: FlipKind,
  probabilities: Float64Array,
  random: Random,
): Planted {
  const n = labels.length;
  const pick = PICKERS[kind];
  const candidates = pick.candidates(labels, classes, probabilities, random);
  const count = Math.min(Math.round(rate * n), candidates.length);
  const planted = { labels: labels.slice(), flipped: new Uint8Array(n) };
  for (const i of candidates.subarray(0, count)) {
    planted.labels[i] = pick.to(i, labels[i], classes, probabilities, random);
    planted.flipped[i] = 1;
  }
  return planted;
}

interface Picker {
  /** Rows in the order in which they are flipped. */
  candidates(labels: Int32Array, classes: number, p: Float64Array, random: Random): Int32Array;
  to(i: number, own: number, classes: number, p: Float64Array, random: Random): number;
}

const uniformOther: Picker['to'] = (_i, own, classes, _p, random) => {
  const other = Math.floor(random() * (classes - 1));
  return other < own ? other : other + 1;
};

const PICKERS: Record<FlipKind, Picker> = {
  uniform: {
    candidates: (labels, _classes, _p, random) => shuffle(Int32Array.from(labels.keys()), random),
    to: uniformOther,
  },
  class: {
    candidates(labels, classes, _p, random) {
      const count = new Int32Array(classes);
      labels.forEach((label) => count[label]++);
      const frequent = count.indexOf(Math.max(...count));
      return shuffle(
        Int32Array.from(labels.keys()).filter((i) => labels[i] === frequent),
        random,
      );
    },
    to: (_i, own, classes) => (own + 1) % classes,
  },
  boundary: {
    to: (i, own, classes, p) => bestOther(p, i, own, classes),
    /** Efraimidis & Spirakis' weighted draw without replacement, with the probability of the other classes as weight. */
    candidates(labels, classes, p, random) {
      const key = Float64Array.from(labels, (own, i) => {
        const doubt = Math.max(1 - p[i * classes + own], Number.MIN_VALUE);
        return Math.log(1 - random()) / doubt;
      });
      return Int32Array.from(labels.keys()).sort((a, b) => key[b] - key[a] || a - b);
    },
  },
};
