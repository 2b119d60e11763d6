/** Residual and curvature against central differences of the loss, and the exact forms where naive ones cancel or overflow. */
import assert from 'node:assert/strict';
import { logisticLoss } from '../../../extension/core/models/linear/losses/logistic';
import { softmaxLoss } from '../../../extension/core/models/linear/losses/softmax';
import type { ScoreLoss } from '../../../extension/core/models/linear/losses/types';
import { createRandom } from '../../../extension/core/random';
import { assertClose, normals } from './support';

const LOSSES: [string, ScoreLoss, number[]][] = [
  ['logistic', logisticLoss(), [0, 1]],
  ['softmax of four', softmaxLoss(4, Int32Array.of(0, 1, 2, 3)), [0, 1, 2, 3]],
  ['softmax of three out of five', softmaxLoss(5, Int32Array.of(0, 2, 3)), [0, 2, 3]],
];

for (const [name, loss, classes] of LOSSES)
  describe(`loss: ${name}`, () => {
    const k = loss.scores;
    const rows = 30;
    const scores = normals(rows * k, createRandom(4)).map((value) => 2 * value);
    const labels = Int32Array.from({ length: rows }, (_, i) => classes[i % classes.length]);
    const h = 1e-5;
    const moved = (s: number, by: number): Float64Array =>
      scores.map((value, at) => (at % k === s ? value + by : value));

    it('has the derivative of the loss as residual, and that of the residual as curvature', () => {
      const residuals = loss.residuals(scores, labels);
      const blocks = loss.curvature(scores, labels).blocks(0, rows);
      for (let s = 0; s < k; s++) {
        const [up, down] = [moved(s, h), moved(s, -h)];
        const [lossUp, lossDown] = [loss.losses(up, labels), loss.losses(down, labels)];
        const slope = lossUp.map((value, i) => (value - lossDown[i]) / (2 * h));
        assertClose(
          'r',
          residuals.filter((_, at) => at % k === s),
          slope,
          1e-8,
        );
        const [rUp, rDown] = [loss.residuals(up, labels), loss.residuals(down, labels)];
        const bend = rUp.map((value, at) => (value - rDown[at]) / (2 * h));
        assertClose(
          'W',
          blocks.filter((_, at) => at % k === s),
          bend,
          1e-8,
        );
      }
    });

    it('applies the curvature to blocks of vectors', () => {
      const m = 3;
      const u = normals(rows * k * m, createRandom(8));
      const curvature = loss.curvature(scores, labels);
      const blocks = curvature.blocks(0, rows);
      const expected = new Float64Array(u.length);
      for (let i = 0; i < rows; i++)
        for (let s = 0; s < k; s++)
          for (let t = 0; t < k; t++)
            for (let c = 0; c < m; c++)
              expected[(i * k + s) * m + c] += blocks[(i * k + s) * k + t] * u[(i * k + t) * m + c];
      assertClose('W·u', curvature.times(u, m), expected, 1e-14);
    });

    it('gives probabilities that sum to 1, their logarithms, and the loss as minus the logarithm', () => {
      const p = loss.probabilities(scores);
      const log = loss.logProbabilities(scores);
      const losses = loss.losses(scores, labels);
      for (let i = 0; i < rows; i++) {
        const row = p.subarray(i * loss.classes, (i + 1) * loss.classes);
        assert.ok(Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) < 1e-14);
        row.forEach((value, c) => assert.ok(Math.abs(value - Math.exp(log[i * loss.classes + c])) < 1e-14));
        assert.ok(Math.abs(losses[i] + log[i * loss.classes + labels[i]]) < 1e-14);
      }
    });

    it('tells the change of the loss as the difference of the losses', () => {
      for (const size of [1e-3, 1, 50]) {
        const eta = scores.slice(0, k);
        const shifts = normals(20 * k, createRandom(2)).map((value) => size * value);
        for (const label of classes) {
          const changes = loss.lossChanges(eta, shifts, label);
          const before = loss.losses(eta, Int32Array.of(label))[0];
          for (let i = 0; i < 20; i++) {
            const after = eta.map((value, s) => value + shifts[i * k + s]);
            const expected = loss.losses(after, Int32Array.of(label))[0] - before;
            assert.ok(Math.abs(changes[i] - expected) <= 1e-13 * Math.max(1, Math.abs(expected)));
          }
        }
      }
    });
  });

describe('losses of rows that are fitted well or badly', () => {
  it('keep all digits of a logit of 40, where 1 − p rounds to 0', () => {
    const loss = logisticLoss();
    const scores = Float64Array.of(40, -40);
    const labels = Int32Array.of(1, 0);
    const tail = Math.exp(-40);
    for (const values of [
      loss.losses(scores, labels),
      loss.residuals(scores, labels).map(Math.abs),
      loss.curvature(scores, labels).blocks(0, 2),
    ])
      for (const value of values) assert.ok(Math.abs(value / tail - 1) < 1e-14, `${value}`);
  });

  it('keep them in softmax too', () => {
    const loss = softmaxLoss(3, Int32Array.of(0, 1, 2));
    // η = (√(2/3)·t)·(1, −1/2, −1/2) has its weight on the contrasts of class 0 with the others.
    const t = 40;
    const scores = Float64Array.of(t / Math.SQRT2, t / Math.sqrt(6));
    // Class scores: (t·(1/2 + 1/6), t·(−1/2 + 1/6), −t/3): class 0 leads both others by t.
    const residual = loss.residuals(scores, Int32Array.of(0));
    const tail = Math.exp(-t);
    // The residual in contrasts of (−2, 1, 1)·e^{−t} has length √6·e^{−t}.
    assert.ok(Math.abs(Math.hypot(...residual) / (Math.sqrt(6) * tail) - 1) < 1e-13);
    const [change] = loss.lossChanges(scores, Float64Array.of(1e-3 / Math.SQRT2, 1e-3 / Math.sqrt(6)), 0);
    assert.ok(Math.abs(change / (2 * tail * Math.expm1(-1e-3)) - 1) < 1e-12);
  });

  it('do not overflow', () => {
    const huge = Float64Array.of(1e4, -1e4);
    const logistic = logisticLoss();
    assert.deepEqual([...logistic.losses(huge, Int32Array.of(0, 1))], [1e4, 1e4]);
    assert.deepEqual([...logistic.lossChanges(Float64Array.of(0), huge, 0)].map(Number.isFinite), [
      true,
      true,
    ]);
    const softmax = softmaxLoss(3, Int32Array.of(0, 1, 2));
    assert.ok(softmax.losses(huge, Int32Array.of(2)).every(Number.isFinite));
    assert.ok(softmax.probabilities(huge).every((p) => p >= 0 && p <= 1));
  });

  it('give a class without rows probability 0 and an infinite loss', () => {
    const loss = softmaxLoss(3, Int32Array.of(0, 2));
    assert.deepEqual([...loss.probabilities(Float64Array.of(0))], [0.5, 0, 0.5]);
    assert.equal(loss.losses(Float64Array.of(0), Int32Array.of(1))[0], Infinity);
  });
});
