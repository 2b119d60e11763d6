import { checkSpot } from '../../core/checks/spotCheck';
import { agreementOf } from '../documents/agreement';
import { leaveOut } from '../validation/leaveOut';
import { chooseRows, drawCandidates } from '../validation/rows';
import { FIRST, type TrustCheck } from './types';

/** Fewer rows have nothing to agree about. */
const FEWEST_ROWS = 20;

/** Really retrains without some of the most influential rows, and as many at random. */
export const spotCheck: TrustCheck = {
  cost: () => Infinity,
  async run({ dataset, fitted, target, influence, work }) {
    if (dataset.train.rows.length < FEWEST_ROWS) return undefined;
    const predicted = influence.removalForecast ?? influence.removalDelta;
    const chosen = chooseRows(influence, FIRST, drawCandidates(dataset));
    const actual: number[] = [];
    for (const [i, { at }] of chosen.entries()) {
      work.progress({ stage: 'Retraining without rows', fraction: i / chosen.length });
      actual.push((await leaveOut(fitted.model, target, Int32Array.of(at), work)).loss);
    }
    return checkSpot(
      agreementOf(
        chosen.map(({ at }) => predicted[at]),
        actual,
      ),
      influence.removalForecast !== undefined,
    );
  },
};
