import { linearRegression, sampleCorrelation, sampleRankCorrelation } from 'simple-statistics';
import type { Agreement } from '../../contract/documents';

/** How well predicted changes agree with the actual ones; both in the same order. */
export function agreementOf(predicted: readonly number[], actual: readonly number[]): Agreement {
  const rows = predicted.length;
  const x = [...predicted];
  const y = [...actual];
  // Two points always lie on a line, and a constant has no direction: nothing to correlate then.
  const defined = rows >= 3 && varies(x) && varies(y);
  const squares = x.reduce((sum, value, i) => sum + (y[i] - value) ** 2, 0);
  return {
    rows,
    r: defined ? sampleCorrelation(x, y) : null,
    slope: defined ? linearRegression(x.map((value, i) => [value, y[i]])).m : null,
    spearman: defined ? sampleRankCorrelation(x, y) : null,
    signAgreement:
      rows === 0 ? null : x.filter((value, i) => Math.sign(value) === Math.sign(y[i])).length / rows,
    rmse: rows === 0 ? 0 : Math.sqrt(squares / rows),
  };
}

function varies(values: readonly number[]): boolean {
  return values.some((value) => value !== values[0]);
}
