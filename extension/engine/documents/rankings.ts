/** Training rows ranked by influence and by what is left when a part of it is taken out (paper, Fig. 1). */
import { sampleRankCorrelation } from 'simple-statistics';
import type { WhyRankingName } from '../../contract/rankings';
import type { RankingAgreement } from '../../contract/why';
import type { Rankings } from '../../core/models/insight';
import { orderBySize } from '../../core/orderBySize';

const RANKING_NAMES: readonly WhyRankingName[] = [
  'influence',
  'withoutLoss',
  'withoutHessian',
  'gradientCosine',
  'tracin',
  'euclidean',
  'cosine',
];

/** Those that the model has. */
export function rankingNames(rankings: Rankings): WhyRankingName[] {
  return RANKING_NAMES.filter((name) => rankings[name] !== undefined);
}

/** First rows that two rankings are compared by. */
const FIRST = 10;

/** Positions, first the row that matters most: by size, or by closeness for the two distances. */
export function rankedBy(rankings: Rankings, name: WhyRankingName): Int32Array {
  return nearestFirst(closenessBy(rankings, name));
}

function nearestFirst(closeness: Float64Array): Int32Array {
  return Int32Array.from(closeness.keys()).sort((a, b) => closeness[b] - closeness[a] || a - b);
}

export function agreementWithInfluence(
  rankings: Rankings,
  name: WhyRankingName,
): Pick<RankingAgreement, 'spearman' | 'shared'> {
  return agreementOfRankings(closenessBy(rankings, 'influence'), closenessBy(rankings, name));
}

/** Of two rankings of the same rows; larger is nearer to the front. */
export function agreementOfRankings(
  a: Float64Array,
  b: Float64Array,
): Pick<RankingAgreement, 'spearman' | 'shared'> {
  const first = new Set(orderBySize(a).subarray(0, FIRST));
  const order = nearestFirst(b);
  const spearman = sampleRankCorrelation([...b], [...a]);
  return {
    spearman: Number.isFinite(spearman) ? spearman : null,
    shared: order.subarray(0, FIRST).filter((each) => first.has(each)).length,
  };
}

/** Larger is nearer to the front: by size, but for the two distances. */
function closenessBy(rankings: Rankings, name: WhyRankingName): Float64Array {
  const values = rankings[name] ?? new Float64Array(rankings.influence.length);
  return name === 'euclidean' || name === 'cosine' ? values : values.map(Math.abs);
}
