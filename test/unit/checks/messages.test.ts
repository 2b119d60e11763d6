/** What checks say of numbers: pass, warn and fail at the right ones, always with what to do. */
import assert from 'node:assert/strict';
import type { Agreement, Check } from '../../../extension/contract/documents';
import { checkDistance } from '../../../extension/core/checks/distance';
import { checkDuplicates } from '../../../extension/core/checks/duplicates';
import { checkProductError } from '../../../extension/core/checks/productError';
import { checkRemainingMove } from '../../../extension/core/checks/remainingMove';
import { checkSpectrum } from '../../../extension/core/checks/spectrum';
import { checkSpot } from '../../../extension/core/checks/spotCheck';
import { checkStability } from '../../../extension/core/checks/stability';

const spectrum = (smallest: number, largest: number, damping = 0) =>
  checkSpectrum({ of: 'hessian', smallest, largest, damping }, 0.01);
const network = (smallest: number) =>
  checkSpectrum({ of: 'undamped-hessian', smallest, largest: 2, damping: 0.1 }, 0.01);
const spot = (r: number | null, slope: number, signAgreement: number, forecasts: boolean) => {
  const agreement: Agreement = { rows: 10, r, slope, signAgreement, spearman: r, rmse: 0 };
  return checkSpot(agreement, forecasts);
};

const CASES: [Check, Check['status'], RegExp][] = [
  [checkRemainingMove(1e-12, 0.01), 'pass', /only 1\.0e-12/],
  [checkRemainingMove(2e-4, 0.01), 'warn', /2 % of what its most influential row does/],
  [checkRemainingMove(1, 0.01), 'fail', /can't be told/],
  [checkRemainingMove(0, 0), 'pass', /only/],
  [spectrum(0.01, 4), 'pass', /from 0\.01 to 4; no damping/],
  [spectrum(0.02, 4, 0.01), 'warn', /effective damping 0\.02\. Damping makes up 50 %/],
  [spectrum(1, 4, 0.01), 'pass', /damping 0\.01 is set/],
  [spectrum(1e-12, 4), 'warn', /standardize/],
  [spectrum(-0.1, 4), 'fail', /Raise model\.l2/],
  [network(-0.5), 'warn', /no minimum in every direction.*effective damping 0\.11/],
  [network(1e-9), 'pass', /with damping 0\.1/],
  [checkProductError(1e-9, false), 'pass', /agrees/],
  [checkProductError(1e-4, false), 'warn', /kinks/],
  [checkProductError(1e-3, true), 'pass', /agrees/],
  [checkProductError(0.5, true), 'fail', /kinks/],
  [checkDuplicates([0, 0, 0]), 'pass', /None of the most influential 3 rows/],
  [checkDuplicates([0, 2, 1]), 'warn', /2 have copies \(up to 2\)/],
  [checkDuplicates([4]), 'warn', /most influential row 1 has copies/],
  [checkDistance(1, 'a.csv:3', Float64Array.of(2, 1, 3)), 'pass', /a\.csv:3 \(0\.5 times/],
  [checkDistance(4, 'a.csv:3', Float64Array.of(2, 1, 3)), 'warn', /each of 3.*extrapolates/],
  [checkDistance(0, 'a.csv:3', Float64Array.of(0, 0, 0)), 'pass', /nearest is a\.csv:3\./],
  [spot(0.99, 1.02, 1, true), 'pass', /confirms the forecast/],
  [spot(0.99, 2, 1, true), 'warn', /slope 2\.00/],
  [spot(0.3, 1, 0.5, true), 'fail', /verify/],
  [spot(0.95, 3, 1, false), 'pass', /confirms the ranking/],
  [spot(0.7, 3, 1, false), 'warn', /ranking/],
  [spot(0.7, 3, 0.5, false), 'fail', /ranking/],
  [spot(null, 1, 1, true), 'warn', /nothing that could be compared/],
  [checkStability([9, 8], 10), 'pass', /8\.5 of the 10/],
  [checkStability([5, 4], 10), 'warn', /hangs on the seed/],
  [checkStability([1, 2], 10), 'fail', /hangs on the seed/],
];

describe('trust checks', () => {
  for (const [check, status, message] of CASES)
    it(`${check.name} ${status}: ${check.message}`, () => {
      assert.equal(check.status, status);
      assert.match(check.message, message);
      assert.ok(!/NaN|undefined|Infinity/.test(check.message));
      assert.ok(check.value === null || Number.isFinite(check.value));
    });
});
