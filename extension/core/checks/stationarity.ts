import type { Check } from '../../contract/documents';
import type { FitReport } from '../models/types';

/**
 * Whether the fit is at its optimum. The Newton decrement, in the units of the objective, says what is still to be gained:
 * half its square.
 */
export function checkStationarity(report: FitReport): Check {
  const { gradientNorm, newtonDecrement, objective } = report;
  const share = newtonDecrement / Math.sqrt(Math.max(objective, Number.MIN_VALUE));
  const numbers = `gradient norm ${gradientNorm.toExponential(1)}, Newton decrement ${newtonDecrement.toExponential(1)}`;
  if (share <= 1e-6)
    return {
      name: 'stationarity',
      status: 'pass',
      value: gradientNorm,
      message: `The model is at its optimum (${numbers}).`,
    };
  return {
    name: 'stationarity',
    status: share <= 1e-4 ? 'warn' : 'fail',
    value: gradientNorm,
    message: `The model is not quite at its optimum (${numbers}): influences assume that it is. Raise model.l2 or standardize the columns.`,
  };
}
