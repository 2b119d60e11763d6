import { rowScores } from '../session/fit';
import type { TrustCheck } from './types';

/** Rows that hold most of their own prediction. */
export const leverageCheck: TrustCheck = {
  cost: ({ scores, dataset, fitted }) => {
    const rows = dataset.train.rows.length;
    return scores ? 0 : rows * Math.min(rows, fitted.model.report.parameters) ** 2;
  },
  async run({ scores, request, dataset, fitted }) {
    const { checks } = scores ?? (await rowScores(request, dataset, fitted));
    return checks.find(({ name }) => name === 'leverage');
  },
};
