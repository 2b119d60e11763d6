/** By what training rows are ranked: influence, influence without one of its parts (paper, Fig. 1), or closeness. */
export type RankingName = 'influence' | 'withoutLoss' | 'withoutHessian' | 'euclidean' | 'cosine';
