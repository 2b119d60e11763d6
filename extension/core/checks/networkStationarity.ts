import type { Check } from '../../contract/documents';
import type { FitReport } from '../models/types';

/** Whether training has come to rest: half the square of the Newton decrement is what a damped step would still gain. */
export function checkNetworkStationarity({ gradientNorm, newtonDecrement, objective }: FitReport): Check {
  const gain = newtonDecrement ** 2 / 2 / Math.max(objective, Number.MIN_VALUE);
  const numbers = `gradient norm ${gradientNorm.toExponential(1)}`;
  const status = gain <= 1e-4 ? 'pass' : gain <= 1e-2 ? 'warn' : 'fail';
  return {
    name: 'stationarity',
    status,
    value: gradientNorm,
    message:
      status === 'pass'
        ? `Training has come to rest (${numbers}).`
        : `Training has not come to rest (${numbers}): influence assumes that it has. Raise model.l2 or model.epochs.`,
  };
}
