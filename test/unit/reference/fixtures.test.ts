import assert from 'node:assert/strict';
import { NUMERIC_REFERENCES, numericDesign, readReference, REFERENCES } from '../../reference/fixtures';

/**
 * A probability that float64 cannot tell from 1. The loss is then e^−score, so that an error of the forecast score, which grows
 * with the leverage of the row that is removed, comes back exponentiated. Breast Cancer in raw units has such a target: loss
 * 1e−18, and one row of leverage 0.38 without which the score falls by 1.22; the Newton step says 1.77. Both figures, and all
 * digits of the stored losses, were found again by Newton's method in 40-digit arithmetic.
 */
const isSaturated = (loss: number): boolean => 1 - Math.exp(-loss) === 0;

/** The fixtures against each other's definition: what must hold between their numbers, whoever computed them. */
describe('reference fixtures', () => {
  for (const name of REFERENCES) {
    const reference = readReference(name);

    it(`${name}: influences over all training rows sum to zero`, () => {
      for (const target of reference.targets) {
        const size = target.influence.reduce((sum, value) => sum + Math.abs(value), 0);
        const sum = target.influence.reduce((a, b) => a + b, 0);
        assert.ok(Math.abs(sum) < 1e-9 * size, `${name} row ${target.row}: ${sum} of ${size}`);
      }
    });

    // With a penalty so weak that classes nearly separate, one Newton step overshoots on single rows: correlation only.
    it(`${name}: the forecast follows retraining${reference.l2 < 0.01 ? '' : ', closer than the linear removal'}`, () => {
      for (const { row, loss, retrained, removalForecast, removalDelta } of reference.targets) {
        const error = (forecast: number[], rows = retrained) =>
          rows.reduce((sum, each) => sum + (forecast[each.row]! - each.lossDelta) ** 2, 0);
        const followed = retrained.filter(
          (each) => !isSaturated(loss) || reference.leverage[each.row]! < 1 / 3,
        );
        const size = followed.reduce((sum, each) => sum + each.lossDelta ** 2, 0);
        assert.ok(followed.length >= retrained.length - 1, `${name} row ${row}`);
        assert.ok(error(removalForecast, followed) < 0.1 * size, `${name} row ${row}`);
        if (reference.l2 >= 0.01)
          assert.ok(error(removalForecast) < error(removalDelta), `${name} row ${row}`);
      }
    });

    it(`${name}: approximate leave-one-out probabilities are near the retrained ones`, () => {
      for (const { row, probabilities } of reference.retrainedLooProbabilities) {
        probabilities.forEach((p, k) => {
          assert.ok(Math.abs(p - reference.looProbabilities[row]![k]!) < 0.05, `${name} row ${row}`);
        });
      }
    });
  }

  it('a numeric design reproduces the stored test probabilities', () => {
    for (const name of NUMERIC_REFERENCES) {
      const reference = readReference(name);
      const { test } = numericDesign(name, reference);
      const p = reference.features.length;
      reference.testProbabilities.forEach((expected, i) => {
        const scores = reference.weights.map((w, k) =>
          w.reduce((sum, value, j) => sum + value * test[i * p + j]!, reference.intercepts[k]!),
        );
        if (scores.length === 1) scores.unshift(0);
        const top = Math.max(...scores);
        const parts = scores.map((score) => Math.exp(score - top));
        const total = parts.reduce((a, b) => a + b, 0);
        parts.forEach((part, k) => assert.ok(Math.abs(part / total - expected[k]!) < 1e-10, `${name} ${i}`));
      });
    }
  });
});
