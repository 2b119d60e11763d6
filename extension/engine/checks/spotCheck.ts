import { checkSpot } from '../../core/checks/spotCheck';
import { agreementOf } from '../documents/agreement';
import { leaveOut } from '../validation/leaveOut';
import { leaveOutAll } from '../validation/leaveOutAll';
import { chooseRows, drawCandidates } from '../validation/rows';
import { FIRST, type TrustCheck } from './types';

/** Fewer rows have nothing to agree about. */
const FEWEST_ROWS = 20;

/** Really retrains without some of the most influential rows, and as many at random. */
export const spotCheck: TrustCheck = {
  cost: () => Infinity,
  async run({ request, dataset, record, fitted, target, influence, work }) {
    if (dataset.train.rows.length < FEWEST_ROWS) return undefined;
    const predicted = influence.removalForecast ?? influence.removalDelta;
    const chosen = chooseRows(influence, FIRST, drawCandidates(dataset));
    const changes = await leaveOutAll(
      {
        engine: request.engine,
        question: {
          dataset: request.ref,
          target: record.ref,
          choice: { by: 'class', name: target.shown.explained },
          fingerprint: dataset.fingerprint,
        },
        groups: chosen.map(({ at }) => Int32Array.of(at)),
        here: (rows) => leaveOut(fitted.model, target, rows, work),
      },
      work,
    );
    return checkSpot(
      agreementOf(
        chosen.map(({ at }) => predicted[at]),
        changes.map(({ loss }) => loss),
      ),
      influence.removalForecast !== undefined,
    );
  },
};
