/** A verification as its views read it. */
import type { AgreementByChoice, ValidateRow } from '../../extension/contract/documents';
import type { ValidateResult } from '../../extension/contract/protocol';
import { changeUnit, decimalsFor, type ChangeUnit } from '../format/numbers';

export interface VerifiedRows {
  rows: readonly ValidateRow[];
  /** By row: the prediction that is looked at. */
  predicted: readonly number[];
  /** Whether that one is corrected for leverage. */
  corrected: boolean;
  agreement: AgreementByChoice;
  /** How changes of the loss are written. */
  unit: ChangeUnit;
  /** Decimals of changes of the probability, in percentage points. */
  decimals: number;
}

export function verifiedRows({ rows, agreement }: ValidateResult, firstOrder: boolean): VerifiedRows {
  const { removalForecast } = agreement;
  const corrected = !firstOrder && removalForecast !== undefined;
  const predicted = rows.map((row) =>
    corrected ? (row.removalForecast ?? row.removalDelta) : row.removalDelta,
  );
  const largest = Math.max(0, ...predicted.map(Math.abs), ...rows.map(({ actual }) => Math.abs(actual)));
  const largestPoints = Math.max(0, ...rows.map((row) => Math.abs(row.actualProbabilityDelta)));
  return {
    rows,
    predicted,
    corrected,
    agreement: corrected ? removalForecast : agreement.removalDelta,
    unit: changeUnit(largest),
    decimals: decimalsFor(largestPoints * 100, 2, 1, 8),
  };
}

/** How far the predictions can be relied on, by their agreement with retraining. */
export function verdictOf({ r, slope }: AgreementByChoice['all']): 'pass' | 'warn' | 'fail' | undefined {
  if (r === null || slope === null) return undefined;
  if (r >= 0.95 && slope >= 0.8 && slope <= 1.25) return 'pass';
  return r >= 0.7 && slope > 0 ? 'warn' : 'fail';
}
