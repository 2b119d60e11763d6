/** The training rows of an explanation, as its views read them; every array by position. */
import type { ShownExplanation } from '../../extension/contract/shown';
import type { SortKeys } from '../data/ordering';
import { changeUnit, decimalsFor, type ChangeUnit } from '../format/numbers';
import { rankCurve, type RankCurve } from '../data/rankCurve';

export interface ExplanationRows {
  result: ShownExplanation;
  count: number;
  /** Change of the explained loss without the row; leverage-corrected where the model allows it. Above 0 is helpful. */
  effect: Float32Array;
  /** Probability of the explained class, as predicted. */
  before: number;
  /** 1 for the first row of the ranking. */
  rank: Int32Array;
  /** Positions by the size of their effect, which is the ranking unless another was asked for. */
  byEffect: Int32Array;
  curve: RankCurve;
  /** Absent until the engine has computed it. */
  selfInfluence: Float64Array | undefined;
  /** How changes of the loss are written. */
  lossUnit: ChangeUnit;
  /** Decimals of percentages that the strongest change shows with. */
  probabilityDecimals: number;
}

export function explanationRows(result: ShownExplanation): ExplanationRows {
  const effect = result.removalForecast ?? result.removalDelta;
  const rank = new Int32Array(result.order.length);
  result.order.forEach((position, i) => {
    rank[position] = i + 1;
  });
  let largestChange = 0;
  for (const change of result.removalProbabilityDelta) {
    largestChange = Math.max(largestChange, Math.abs(change));
  }
  const byEffect = result.ranking ? orderedBySize(effect) : result.order;
  const curve = rankCurve(effect, byEffect);
  return {
    result,
    count: result.order.length,
    effect,
    before: result.target.probabilities[result.target.explained] ?? Number.NaN,
    rank,
    byEffect,
    curve,
    selfInfluence: result.selfInfluence,
    lossUnit: changeUnit(curve.largest),
    probabilityDecimals: decimalsFor(largestChange * 100, 2, 1, 8),
  };
}

function orderedBySize(effect: Float32Array): Int32Array {
  return new Int32Array(effect.length)
    .map((_, position) => position)
    .sort((a, b) => Math.abs(effect[b]) - Math.abs(effect[a]) || a - b);
}

/** Probability of the explained class without the row. */
export function probabilityWithout(rows: ExplanationRows, position: number): number {
  return Math.min(1, Math.max(0, rows.before + rows.result.removalProbabilityDelta[position]));
}

/** What a column is sorted by; undefined for the ranking itself. */
export function sortKeys(rows: ExplanationRows, column: string): SortKeys | undefined {
  const { training, removalProbabilityDelta } = rows.result;
  switch (column) {
    case 'loss':
      return rows.effect;
    case 'probability':
      return removalProbabilityDelta;
    case 'label':
      return training.label;
    case 'predicted':
      return training.predicted;
    case 'self':
      return rows.selfInfluence;
    case 'line':
      return training.row;
    default:
      return rows.rank;
  }
}
