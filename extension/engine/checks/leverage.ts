import { rowScores } from '../session/fit';
import type { TrustCheck } from './types';

/** Rows that hold most of their own prediction. */
export const leverageCheck: TrustCheck = {
  cost: ({ scores, dataset, fitted, influence }) => {
    if (scores) return 0;
    // Without a factor every row takes a solve.
    if (influence.solver.name !== 'exact') return Infinity;
    const rows = dataset.train.rows.length;
    return rows * Math.min(rows, fitted.model.report.parameters) ** 2;
  },
  async run({ scores, request, dataset, fitted }) {
    const { checks } = scores ?? (await rowScores(request, dataset, fitted));
    return checks.find(({ name }) => name === 'leverage');
  },
};
