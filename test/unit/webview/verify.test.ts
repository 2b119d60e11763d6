/** A verification as its view reads it, and the plot's points. */
import assert from 'node:assert/strict';
import type { Agreement, ValidateRow } from '../../../extension/contract/documents';
import type { ValidateResult } from '../../../extension/contract/protocol';
import { pointAt, type ScatterPlot } from '../../../webview/plot/scatterPlot';
import { verdictOf, verifiedRows } from '../../../webview/verify/rows';

const agreement = (r: number | null, slope: number | null): Agreement => ({
  rows: 3,
  r,
  slope,
  spearman: r,
  signAgreement: 1,
  rmse: 0,
});
const row = (removalDelta: number, removalForecast: number | undefined, actual: number): ValidateRow => ({
  file: 'train.csv',
  row: 1,
  line: 3,
  label: 'a',
  chosen: 'top',
  removalDelta,
  removalForecast,
  actual,
  removalProbabilityDelta: 0,
  actualProbabilityDelta: -0.002,
});
const byChoice = (all: Agreement) => ({ all, top: all, random: all });

describe('a verification', () => {
  const rows = [row(0.2, 0.3, 0.31), row(-0.1, undefined, -0.12)];
  const first = byChoice(agreement(0.9, 1.5));
  const corrected = byChoice(agreement(0.99, 1));
  const result = (forecast?: typeof first) =>
    ({ rows, agreement: { removalDelta: first, removalForecast: forecast } }) as ValidateResult;

  it('compares the corrected prediction unless there is none or the other is asked for', () => {
    const shown = verifiedRows(result(corrected), false);
    assert.deepEqual(shown.predicted, [0.3, -0.1]);
    assert.equal(shown.agreement, corrected);
    assert.equal(shown.decimals, 2);
    assert.deepEqual(verifiedRows(result(corrected), true).predicted, [0.2, -0.1]);
    assert.equal(verifiedRows(result(), false).agreement, first);
  });

  it('passes where line and size agree, and tells nothing of too few rows', () => {
    assert.equal(verdictOf(agreement(0.99, 1)), 'pass');
    assert.equal(verdictOf(agreement(0.99, 2)), 'warn');
    assert.equal(verdictOf(agreement(0.8, 1)), 'warn');
    assert.equal(verdictOf(agreement(0.5, 1)), 'fail');
    assert.equal(verdictOf(agreement(-0.9, -1)), 'fail');
    assert.equal(verdictOf(agreement(null, null)), undefined);
  });
});

describe('a scatter plot', () => {
  const plot: ScatterPlot = {
    points: [
      { x: -1, y: -1, kind: 'top' },
      { x: 1, y: 1, kind: 'top' },
    ],
    chosen: -1,
    slope: 1,
    format: String,
    width: 400,
    height: 300,
  };

  it('finds the point under the pointer, and none far from all', () => {
    assert.equal(pointAt(plot, 80, 250), 0);
    assert.equal(pointAt(plot, 370, 28), 1);
    assert.equal(pointAt(plot, 200, 20), -1);
  });
});
