import type { Agreement, Check } from '../../contract/documents';

/** From here on the forecast of a removal is confirmed. */
const FORECAST = { r: 0.95, slope: [0.8, 1.25] } as const;
/** A ranking is confirmed by the order and the signs alone. */
const RANKING = { r: 0.9, sign: 0.9 } as const;
const DOUBTFUL = { r: 0.8, sign: 0.7 } as const;

/**
 * Predicted against actual changes of a few rows that were really left out.
 * @param forecasts whether the model forecasts retraining; else its influences only rank (definitions: Non-convex models)
 */
export function checkSpot({ rows, r, slope, signAgreement }: Agreement, forecasts: boolean): Check {
  const check = { name: 'spot-check', value: r };
  if (r === null || slope === null || signAgreement === null)
    return {
      ...check,
      status: 'warn',
      message: `Retraining without ${rows} rows changed the explained loss by nothing that could be compared.`,
    };
  const numbers = `R ${r.toFixed(3)}, slope ${slope.toFixed(2)}, ${Math.round(100 * signAgreement)} % with the same sign`;
  const confirmed = forecasts
    ? r >= FORECAST.r && slope >= FORECAST.slope[0] && slope <= FORECAST.slope[1]
    : r >= RANKING.r && signAgreement >= RANKING.sign;
  const what = forecasts ? 'forecast' : 'ranking';
  const tried = `Retraining without ${rows} rows, the most influential and some at random,`;
  if (confirmed) return { ...check, status: 'pass', message: `${tried} confirms the ${what} (${numbers}).` };
  const doubtful = r >= DOUBTFUL.r || (!forecasts && signAgreement >= DOUBTFUL.sign);
  return {
    ...check,
    status: doubtful ? 'warn' : 'fail',
    message: `${tried} agrees only in part with the ${what} (${numbers}): verify what matters by retraining.`,
  };
}
