import type { Check } from '../../contract/documents';

/** How far estimated leverages are off at rows whose exact ones are known. @param errors relative, of those rows */
export function checkLeverageEstimate(errors: Float64Array): Check {
  const sizes = errors.map(Math.abs).sort();
  const typical = sizes[sizes.length >> 1];
  const largest = sizes[sizes.length - 1];
  const rows = sizes.length === 1 ? '1 row' : `${sizes.length} rows`;
  return {
    name: 'leverage estimate',
    status: 'warn',
    value: typical,
    message: `Leverages are estimated: at ${rows} drawn at random they are off by ${percent(typical)} typically, by ${percent(largest)} at most. Self-influence and held-out probabilities share that; set influence.leverage to "exact" for exact ones.`,
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}
