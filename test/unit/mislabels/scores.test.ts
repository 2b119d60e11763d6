import assert from 'node:assert/strict';
import fc from 'fast-check';
import { balanceByClass, isImbalanced, rankBySuspicion } from '../../../extension/core/mislabels/ranking';
import { SCORERS, scorerNamed } from '../../../extension/core/mislabels/registry';
import { suggestLabels } from '../../../extension/core/mislabels/suggestion';
import type { ScoredLabels } from '../../../extension/core/mislabels/types';

/** Three rows of three classes; the second is labelled 0 while the held-out model says 2. */
const evidence: ScoredLabels = {
  labels: Int32Array.of(0, 0, 2),
  classes: 3,
  rows: {
    selfInfluence: Float64Array.of(0.5, 3, 0),
    leverage: new Float64Array(3),
    looProbabilities: Float64Array.of(0.8, 0.15, 0.05, 0.1, 0.2, 0.7, 0.3, 0.3, 0.4),
    loss: Float64Array.of(0.1, 2, 0.7),
  },
};

describe('mislabel scores', () => {
  it('give the leave-one-out margin', () => {
    assert.deepEqual(
      [...scorerNamed('alo').score(evidence)].map((s) => +s.toFixed(12)),
      [0.175, 0.8, 0.45],
    );
  });

  it('put self-influence and loss on a scale from 0 to 1 that keeps their order', () => {
    assert.deepEqual([...scorerNamed('self-influence').score(evidence)], [1 / 3, 0.75, 0]);
    const fromLoss = scorerNamed('loss').score(evidence);
    assert.ok(Math.abs(fromLoss[1] - (1 - Math.exp(-2))) < 1e-15);
  });

  it('stay within 0 and 1 for any probabilities and losses', () => {
    const row = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.nat(1),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const some: ScoredLabels = {
          labels: Int32Array.from(rows, (r) => r[2]),
          classes: 2,
          rows: {
            selfInfluence: Float64Array.from(rows, (r) => r[1]),
            leverage: new Float64Array(rows.length),
            looProbabilities: Float64Array.from(rows.flatMap((r) => [r[0], 1 - r[0]])),
            loss: Float64Array.from(rows, (r) => r[1]),
          },
        };
        for (const scorer of SCORERS)
          for (const s of scorer.score(some)) assert.ok(s >= 0 && s <= 1, `${scorer.name}: ${s}`);
      }),
    );
  });

  it('suggest the likeliest other class', () => {
    assert.deepEqual([...suggestLabels(evidence.rows.looProbabilities, evidence.labels, 3)], [1, 2, 0]);
  });
});

describe('ranking by suspicion', () => {
  it('breaks ties by loss, then by file order', () => {
    assert.deepEqual(
      [...rankBySuspicion(Float64Array.of(0.5, 0.9, 0.5, 0.5), Float64Array.of(1, 0, 2, 1))],
      [1, 2, 0, 3],
    );
  });

  it('balanced by class compares a row with its own class', () => {
    const labels = Int32Array.of(0, 0, 0, 1, 1);
    const score = Float64Array.of(0.1, 0.1, 0.4, 0.7, 0.9);
    const balanced = balanceByClass(score, labels, 2);
    assert.equal(rankBySuspicion(balanced, new Float64Array(5))[0], 2);
    assert.equal(rankBySuspicion(score, new Float64Array(5))[0], 4);
    assert.ok(balanced.every((s) => s >= 0 && s <= 1));
  });

  it('knows an imbalanced file', () => {
    assert.equal(isImbalanced(Int32Array.of(0, 0, 1), 2), false);
    assert.equal(
      isImbalanced(
        Int32Array.from({ length: 12 }, (_, i) => (i < 2 ? 0 : 1)),
        2,
      ),
      false,
    );
    assert.equal(
      isImbalanced(
        Int32Array.from({ length: 12 }, (_, i) => (i < 1 ? 0 : 1)),
        2,
      ),
      true,
    );
  });
});
