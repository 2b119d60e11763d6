import assert from 'node:assert/strict';
import fc from 'fast-check';
import { areaUnder, at, foundCurve } from '../../../extension/core/mislabels/curve';
import { plantFlips, type FlipKind } from '../../../extension/core/mislabels/flips';

/** A small linear congruential generator: the tests depend on no other part. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

describe('planted flips', () => {
  const kinds: FlipKind[] = ['uniform', 'class', 'boundary'];

  it('change exactly the rows they name, each to another class', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 5, max: 80 }),
        fc.nat(1000),
        fc.constantFrom(...kinds),
        (classes, n, seed, kind) => {
          const random = seeded(seed);
          const labels = Int32Array.from({ length: n }, () => Math.floor(random() * classes));
          const p = new Float64Array(n * classes).map(() => 1 / classes);
          const planted = plantFlips(labels, classes, 0.2, kind, p, random);
          labels.forEach((label, i) => assert.equal(planted.labels[i] !== label, planted.flipped[i] === 1));
          assert.ok(planted.labels.every((l) => l >= 0 && l < classes));
          if (kind !== 'class')
            assert.equal(
              planted.flipped.reduce((a, b) => a + b),
              Math.round(0.2 * n),
            );
        },
      ),
    );
  });

  it('are the same for the same seed', () => {
    const labels = Int32Array.from({ length: 50 }, (_, i) => i % 3);
    const p = new Float64Array(150).fill(1 / 3);
    const draw = () => plantFlips(labels, 3, 0.1, 'uniform', p, seeded(4));
    assert.deepEqual(draw(), draw());
  });

  it('near the boundary take doubtful rows far more often than sure ones', () => {
    const n = 400;
    const labels = new Int32Array(n);
    const p = Float64Array.from({ length: 2 * n }, (_, k) => (k < n ? (k % 2 === 0 ? 0.99 : 0.01) : 0.5));
    const { flipped } = plantFlips(labels, 2, 0.1, 'boundary', p, seeded(1));
    const sure = flipped.subarray(0, n / 2).reduce((a, b) => a + b, 0);
    assert.ok(sure <= 4, `${sure} of 40 among the sure half`);
  });
});

describe('found curve', () => {
  it('of a perfect order rises at once, of the reverse at the end', () => {
    const planted = Uint8Array.of(1, 0, 0, 1);
    assert.deepEqual([...foundCurve(Int32Array.of(0, 3, 1, 2), planted)], [0, 0.5, 1, 1, 1]);
    assert.equal(areaUnder(foundCurve(Int32Array.of(0, 3, 1, 2), planted)), 0.75);
    assert.equal(areaUnder(foundCurve(Int32Array.of(1, 2, 0, 3), planted)), 0.25);
  });

  it('area equals that of counting pairs: P(planted before clean) within its bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1), { minLength: 2, maxLength: 30 }), (bits) => {
        const planted = Uint8Array.from(bits);
        const m = bits.reduce((a, b) => a + b, 0);
        fc.pre(m > 0 && m < bits.length);
        const order = Int32Array.from(bits.keys());
        let before = 0;
        bits.forEach((b, i) => bits.forEach((c, j) => (before += b === 1 && c === 0 && i < j ? 1 : 0)));
        const auc = before / (m * (bits.length - m));
        const share = m / bits.length;
        assert.ok(Math.abs(areaUnder(foundCurve(order, planted)) - (auc * (1 - share) + share / 2)) < 1e-12);
      }),
    );
  });

  it('is read between its points', () => {
    assert.equal(at(Float64Array.of(0, 0.5, 1), 0.25), 0.25);
    assert.equal(at(Float64Array.of(0, 0.5, 1), 1), 1);
  });
});
