import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stratifiedSplit } from '../../../extension/engine/dataset/split';

describe('the held-out fraction', () => {
  const labelled = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(4), { minLength: 2, maxLength: 200 }))
    .map(([classes, codes]) => ({ classes, labels: Int32Array.from(codes, (code) => code % classes) }));
  const fraction = fc.double({ min: 0.01, max: 0.99, noNaN: true });

  it('parts the records, keeps every class in training and each class in proportion', () => {
    fc.assert(
      fc.property(labelled, fraction, fc.nat(), ({ classes, labels }, share, seed) => {
        const { train, test } = stratifiedSplit(labels, classes, share, seed);
        const all = [...train, ...test].sort((a, b) => a - b);
        assert.deepEqual(all, [...labels.keys()]);
        for (const part of [train, test])
          assert.deepEqual(
            [...part].sort((a, b) => a - b),
            [...part],
          );
        const counts = (part: Int32Array, c: number) => part.filter((record) => labels[record] === c).length;
        for (let c = 0; c < classes; c++) {
          const size = counts(train, c) + counts(test, c);
          assert.ok(size === 0 || counts(train, c) >= 1);
          const wanted = Math.min(share * size, Math.max(0, size - 1));
          assert.ok(
            Math.abs(counts(test, c) - wanted) < 1 + 1e-9,
            `${counts(test, c)} of ${size} for ${share}`,
          );
        }
      }),
    );
  });

  it('is the same for the same seed and another for another', () => {
    const labels = Int32Array.from({ length: 100 }, (_, i) => i % 3);
    const first = stratifiedSplit(labels, 3, 0.3, 7);
    assert.deepEqual(stratifiedSplit(labels, 3, 0.3, 7), first);
    assert.equal(first.test.length, 30);
    assert.notDeepEqual(stratifiedSplit(labels, 3, 0.3, 8).test, first.test);
  });

  it('moves few records when a label is corrected', () => {
    fc.assert(
      fc.property(labelled, fraction, fc.nat(), fc.nat(), ({ classes, labels }, share, at, seed) => {
        const corrected = labels.slice();
        corrected[at % labels.length] = (corrected[at % labels.length]! + 1) % classes;
        const before = new Set(stratifiedSplit(labels, classes, share, seed).test);
        const after = new Set(stratifiedSplit(corrected, classes, share, seed).test);
        const moved = [...labels.keys()].filter((record) => before.has(record) !== after.has(record));
        // The record itself, and one or two for each class whose quota changes by the rounding.
        assert.ok(moved.length <= 2 * classes + 1, `${moved.length} moved`);
      }),
    );
  });
});
