/** Influence, influence without one of its parts (paper, Fig. 1), or closeness. */
export type PartRankingName = 'influence' | 'withoutLoss' | 'withoutHessian' | 'euclidean' | 'cosine';

/** Of networks: dot products of gradients, summed over the checkpoints of the training, or at its end. */
export type GradientRankingName = 'tracin' | 'gradientDot' | 'gradientCosine';

/** What an influence is compared with when it is taken apart. */
export type WhyRankingName = PartRankingName | 'gradientCosine' | 'tracin';

/** By what training rows are ranked. */
export type RankingName = PartRankingName | GradientRankingName;

/** In the order in which they are offered. */
export const RANKINGS = [
  'influence',
  'withoutLoss',
  'withoutHessian',
  'euclidean',
  'cosine',
  'tracin',
  'gradientDot',
  'gradientCosine',
] as const satisfies readonly RankingName[];
