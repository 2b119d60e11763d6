import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rankCurve, sampledRanks, shareOfTop } from '../../../webview/data/rankCurve';

describe('rank curve', () => {
  it('puts each row on the side of its sign, strongest first', () => {
    const effect = Float32Array.of(0.125, -0.5, 0, 0.25, -0.1875);
    const curve = rankCurve(effect, Int32Array.of(1, 3, 4, 0, 2));
    assert.deepEqual(Array.from(curve.helpful), [3, 0]);
    assert.deepEqual(Array.from(curve.harmful), [1, 4]);
    assert.equal(curve.largest, 0.5);
    assert.equal(curve.total, 1.0625);
    assert.ok(
      Math.abs(shareOfTop(effect, Int32Array.of(1, 3, 4, 0, 2), 2, curve.total) - 0.75 / 1.0625) < 1e-12,
    );
    assert.equal(shareOfTop(Float32Array.of(0), Int32Array.of(0), 1, 0), 0);
  });

  it('samples every first rank, the last, and few between, ascending', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000 }), (count) => {
        const ranks = sampledRanks(count);
        const first = Math.min(48, count);
        assert.deepEqual(
          ranks.slice(0, first),
          Array.from({ length: first }, (_, i) => i + 1),
        );
        if (count > 0) assert.equal(ranks.at(-1), count);
        assert.ok(ranks.every((rank, i) => i === 0 || rank > ranks[i - 1]));
        assert.ok(ranks.length <= 48 + 60 * 5);
      }),
    );
  });
});
