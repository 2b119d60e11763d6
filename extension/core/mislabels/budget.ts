/** How many rows are worth checking: plants wrong labels in a copy of the labels, and sees what each ranking finds (Koh & Liang, Fig. 6). */
import type { BudgetAnswer, BudgetCurve } from '../../contract/review';
import type { Work } from '../../contract/progress';
import type { RowScores } from '../models/types';
import { createRandom, type Random, shuffle } from '../random';
import { areaUnder, at, foundCurve } from './curve';
import { estimateWrongShare } from './estimate';
import { plantFlips, type Planted } from './flips';
import { rankBySuspicion } from './ranking';
import { SCORERS } from './registry';

export interface BudgetOptions {
  labels: Int32Array;
  classes: number;
  /** rows × classes, held out, of the model fitted to the labels as they are. */
  probabilities: Float64Array;
  rate: number;
  kind: BudgetAnswer['planted']['kind'];
  draws: number;
  seed: number;
  accuracyNow: number;
  /** Fits the model to other labels of the same rows. */
  fit(labels: Int32Array): Promise<{ scores(): Promise<RowScores>; accuracy: number; dispose(): void }>;
  work: Work;
}

/** Shares of the rows at which curves are read. */
const CHECKED = Array.from({ length: 21 }, (_, i) => i / 20);
const RECOVERED_AT = [0, 0.05, 0.1, 0.2, 0.3];

type OrderName = BudgetCurve['order'];
type Orders = [OrderName, Int32Array][];

export async function budgetAnswer(options: BudgetOptions): Promise<BudgetAnswer> {
  const { labels, classes, rate, kind, draws, seed, work } = options;
  const found = new Map<OrderName, Float64Array[]>();
  const accuracy = new Map<OrderName, number[][]>();
  const clean: number[] = [];
  const flipped: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const random = createRandom(seed + draw);
    const planted = plantFlips(labels, classes, rate, kind, options.probabilities, random);
    const fitted = await options.fit(planted.labels);
    const rows = await fitted.scores();
    fitted.dispose();
    const evidence = { labels: planted.labels, classes, rows };
    const orders = ordersOf(evidence, random);
    SCORERS[0].score(evidence).forEach((score, i) => (planted.flipped[i] ? flipped : clean).push(score));
    for (const [name, order] of orders) push(found, name, foundCurve(order, planted.flipped));
    for (const name of [SCORERS[0].name, 'random'] as const) {
      const order = orders.find(([one]) => one === name)![1];
      push(accuracy, name, await recovery(options, planted, order, fitted.accuracy));
    }
    work.progress({ stage: 'Planting and finding wrong labels', fraction: (draw + 1) / draws });
  }
  const share = estimateWrongShare({
    clean: Float64Array.from(clean),
    planted: Float64Array.from(flipped),
    draws,
    classes,
  });
  return {
    rows: labels.length,
    planted: { rate, kind, draws, seed },
    checked: CHECKED,
    recoveredAt: RECOVERED_AT,
    curves: [...found].map(([order, curves]) => summarize(order, curves, accuracy.get(order))),
    accuracyNow: options.accuracyNow,
    estimate: {
      wrong: Math.round(share.share * labels.length),
      low: Math.floor(share.low * labels.length),
      high: Math.ceil(share.high * labels.length),
      method:
        'Counts the rows that score like those that were given a wrong label on purpose; the interval is a 90 % one. Wrong labels that ' +
        'are harder to tell than the planted ones stay uncounted.',
    },
  };
}

function ordersOf(
  evidence: { labels: Int32Array; classes: number; rows: RowScores },
  random: Random,
): Orders {
  const byScore: Orders = SCORERS.map((scorer) => [
    scorer.name,
    rankBySuspicion(scorer.score(evidence), evidence.rows.loss),
  ]);
  return [...byScore, ['random', shuffle(Int32Array.from(evidence.labels.keys()), random)]];
}

/** Test accuracy when the true labels of the first rows of `order` are put back. */
async function recovery(
  { labels, fit }: BudgetOptions,
  planted: Planted,
  order: Int32Array,
  unchecked: number,
): Promise<number[]> {
  const accuracy = [unchecked];
  for (const share of RECOVERED_AT.slice(1)) {
    const restored = planted.labels.slice();
    for (const i of order.subarray(0, Math.round(share * order.length))) restored[i] = labels[i];
    const fitted = await fit(restored);
    accuracy.push(fitted.accuracy);
    fitted.dispose();
  }
  return accuracy;
}

function summarize(
  order: OrderName,
  curves: readonly Float64Array[],
  accuracy?: readonly number[][],
): BudgetCurve {
  const read = CHECKED.map((share) => meanAndSpread(curves.map((curve) => at(curve, share))));
  return {
    order,
    found: read.map(({ mean }) => mean),
    spread: read.map(({ sd }) => sd),
    area: meanAndSpread(curves.map(areaUnder)),
    accuracy: accuracy && RECOVERED_AT.map((_, k) => meanAndSpread(accuracy.map((one) => one[k])).mean),
  };
}

/** Mean and sample standard deviation; 0 for a single value. */
function meanAndSpread(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
