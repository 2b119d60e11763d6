import type { Check } from '../../contract/documents';

/** At the optimum the influences of all training rows sum to 0 (definitions: Influence). */
export function checkInfluenceSum(influence: Float64Array): Check {
  let sum = 0;
  let size = 0;
  for (const value of influence) {
    sum += value;
    size += Math.abs(value);
  }
  const share = size > 0 ? Math.abs(sum) / size : 0;
  const status = share <= 1e-6 ? 'pass' : share <= 1e-3 ? 'warn' : 'fail';
  return {
    name: 'influence-sum',
    status,
    value: share,
    message:
      status === 'pass'
        ? `The influences of all rows cancel, as they must at the optimum (left over: ${share.toExponential(1)} of their size).`
        : `The influences of all rows should cancel, but ${share.toExponential(1)} of their size is left over: the fit or the solve is not accurate enough.`,
  };
}
