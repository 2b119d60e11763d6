import assert from 'node:assert/strict';
import { estimateWrongShare } from '../../../extension/core/mislabels/estimate';
import { createRandom } from '../../../extension/core/random';

/**
 * Scores of n rows of which a share is wrong, and of planted flips: right labels score as the square of a uniform number, so that few come near 1;
 * wrong ones as its root. A planted flip of a wrong label of two classes makes it right.
 */
function draw(share: number, n: number, seed: number): { clean: Float64Array; planted: Float64Array } {
  const random = createRandom(seed);
  const right = () => random() ** 4;
  const wrong = () => random() ** 0.25;
  return {
    clean: Float64Array.from({ length: n }, () => (random() < share ? wrong() : right())),
    planted: Float64Array.from({ length: n / 5 }, () => (random() < share ? right() : wrong())),
  };
}

describe('estimated share of wrong labels', () => {
  for (const share of [0, 0.05, 0.15, 0.3]) {
    it(`covers a true share of ${share} from above, and closely`, () => {
      const { clean, planted } = draw(share, 20_000, 7);
      const estimate = estimateWrongShare({ clean, planted, draws: 1, classes: 2 });
      assert.ok(estimate.low <= estimate.share && estimate.share <= estimate.high);
      // The highest threshold is the upper quartile of the wrong, 0.75 ** 0.25 = 0.93; of the right 1 − 0.93 ** 0.25 = 1.8 % lie above:
      // the bound exceeds the truth by up to 0.018 / 0.25.
      assert.ok(estimate.high >= share, `${estimate.high} is below ${share}`);
      assert.ok(estimate.share <= share + 0.08, `${estimate.share} is far above ${share}`);
    });
  }

  it('has an interval also where no row reaches the planted ones', () => {
    const clean = new Float64Array(1000);
    const planted = Float64Array.from({ length: 100 }, (_, i) => 0.5 + i / 200);
    const { share, low, high } = estimateWrongShare({ clean, planted, draws: 1, classes: 2 });
    assert.deepEqual([share, low], [0, 0]);
    assert.ok(high > 0 && high < 0.02, String(high));
  });

  it('counts a row once, in however many draws it was scored', () => {
    const { clean, planted } = draw(0.1, 1000, 3);
    const once = estimateWrongShare({ clean, planted, draws: 1, classes: 2 });
    const again = (scores: Float64Array) => Float64Array.of(...scores, ...scores, ...scores);
    const thrice = estimateWrongShare({ clean: again(clean), planted: again(planted), draws: 3, classes: 2 });
    assert.ok(Math.abs(once.share - thrice.share) < 0.02);
    assert.ok(
      thrice.high - thrice.low > 0.7 * (once.high - once.low),
      'the interval does not shrink as by new rows',
    );
  });
});
