import assert from 'node:assert/strict';
import { agreementOf } from '../../../extension/engine/documents/agreement';

describe('agreement with retraining', () => {
  it('is what the textbook formulas give', () => {
    // Five points by hand: mean x 3, mean y 4, Sxy 19, Sxx 10, Syy 38; ranks of y 1 2 3.5 3.5 5.
    const x = [1, 2, 3, 4, 5];
    const y = [0, 2, 5, 5, 8];
    const { rows, r, slope, spearman, signAgreement, rmse } = agreementOf(x, y);
    assert.equal(rows, 5);
    assert.ok(Math.abs(r! - 19 / Math.sqrt(380)) < 1e-12);
    assert.ok(Math.abs(slope! - 1.9) < 1e-12);
    assert.ok(Math.abs(spearman! - 9.5 / Math.sqrt(10 * 9.5)) < 1e-12);
    assert.equal(signAgreement, 0.8);
    assert.ok(Math.abs(rmse - Math.sqrt((1 + 0 + 4 + 1 + 9) / 5)) < 1e-12);
  });

  it('has no correlation where there is none to speak of', () => {
    assert.deepEqual(agreementOf([1, 2], [1, 2]), {
      rows: 2,
      r: null,
      slope: null,
      spearman: null,
      signAgreement: 1,
      rmse: 0,
    });
    assert.equal(agreementOf([1, 1, 1], [1, 2, 3]).r, null);
    assert.equal(agreementOf([], []).signAgreement, null);
  });
});
