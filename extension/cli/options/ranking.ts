import type { RankingName } from '../../contract/rankings';
import type { OptionValues } from './types';

const RANKINGS: Record<string, RankingName> = {
  influence: 'influence',
  'no-loss': 'withoutLoss',
  'no-hessian': 'withoutHessian',
  euclidean: 'euclidean',
  cosine: 'cosine',
  tracin: 'tracin',
  'gradient-dot': 'gradientDot',
  'gradient-cosine': 'gradientCosine',
};

/** What --rank-by names. */
export function rankingOf(options: OptionValues): RankingName {
  return RANKINGS[String(options['rank-by'] ?? 'influence')];
}
