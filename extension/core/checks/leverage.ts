import type { Check } from '../../contract/documents';

/** From here on a row holds so much of its own prediction that one Newton step may not describe its removal. */
const DOMINANT = 0.5;

/** Whether single rows dominate the fit. */
export function checkLeverage(leverage: Float64Array): Check {
  let dominant = 0;
  let largest = 0;
  for (const value of leverage) {
    if (value >= DOMINANT) dominant++;
    if (value > largest) largest = value;
  }
  if (dominant === 0)
    return {
      name: 'leverage',
      status: 'pass',
      value: largest,
      message: `No row dominates its own prediction (largest leverage ${largest.toFixed(2)}).`,
    };
  const rows =
    dominant === 1
      ? '1 row decides most of its'
      : `${dominant.toLocaleString('en')} rows decide most of their`;
  return {
    name: 'leverage',
    status: 'warn',
    value: largest,
    message: `${rows} own prediction (largest leverage ${largest.toFixed(2)}): forecasts of removing such a row are approximate; verify them by retraining.`,
  };
}
