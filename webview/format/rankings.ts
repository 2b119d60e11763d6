/** What training rows are ranked by, in words. */
import type { RankingName } from '../../extension/contract/rankings';

interface RankingWords {
  name: string;
  /** What it leaves out, or goes by. */
  words: string;
  /** As a choice. */
  ranked: string;
}

export const RANKING_WORDS: Record<RankingName, RankingWords> = {
  influence: {
    name: 'Influence',
    words: 'what the explanation ranks by',
    ranked: 'By influence',
  },
  withoutLoss: {
    name: 'Without the loss',
    words: 'as if no row were fitted yet',
    ranked: 'Without the loss',
  },
  withoutHessian: {
    name: 'Without the Hessian',
    words: 'as if no row backed another up',
    ranked: 'Without the Hessian',
  },
  gradientDot: {
    name: 'Product of gradients',
    words: 'as if no row backed another up',
    ranked: 'By product of gradients',
  },
  gradientCosine: {
    name: 'Cosine of gradients',
    words: 'who pulls the same way, however hard',
    ranked: 'By cosine of gradients',
  },
  tracin: {
    name: 'TracIn',
    words: 'who moved the prediction while the network was trained',
    ranked: 'By TracIn',
  },
  euclidean: {
    name: 'Euclidean distance',
    words: 'nearest first',
    ranked: 'By Euclidean distance',
  },
  cosine: { name: 'Cosine', words: 'smallest angle first', ranked: 'By cosine' },
};
