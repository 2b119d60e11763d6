import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BudgetCurve } from '../../../extension/contract/review';
import { bestOf, shareToFind, shownShare } from '../../../webview/budget/curves';
import { readAt, spreadLabels } from '../../../webview/plot/lines';

const curve = (order: BudgetCurve['order'], found: number[], mean: number): BudgetCurve => ({
  order,
  found,
  spread: found.map(() => 0),
  area: { mean, sd: 0 },
});

describe('lines of a plot', () => {
  it('are read in between by a straight line and beyond their ends as there', () => {
    const read = (x: number) => readAt([0, 1, 3], [0, 10, 20], x);
    assert.deepEqual([-1, 0, 0.5, 1, 2, 3, 4].map(read), [0, 0, 5, 10, 15, 20, 20]);
  });

  it('get labels that neither overlap nor leave the plot', () => {
    const wanted = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(wanted, (places) => {
        const spread = spreadLabels(places, 13, 0, 200);
        const sorted = [...spread].sort((a, b) => a - b);
        sorted.forEach((place, i) => {
          assert.ok(place > -1e-9 && place < 200 + 1e-9);
          if (i > 0) assert.ok(place - sorted[i - 1] > 13 - 1e-9);
        });
        const byWanted = [...places.keys()].sort((a, b) => places[a] - places[b]);
        byWanted.forEach((at, i) => i > 0 && assert.ok(spread[at] >= spread[byWanted[i - 1]]));
      }),
    );
  });
});

describe('curves of a budget', () => {
  const checked = [0, 0.1, 0.2, 1];
  const loss = curve('loss', [0, 0.4, 0.8, 1], 0.8);
  const random = curve('random', [0, 0.1, 0.2, 1], 0.95);

  it('tell after how many rows a share is found', () => {
    assert.ok(Math.abs(shareToFind({ checked }, loss, 0.6) - 0.15) < 1e-12);
    assert.ok(Math.abs(shareToFind({ checked }, loss, 0.9) - 0.6) < 1e-12);
    assert.equal(shareToFind({ checked }, curve('loss', [0, 0, 0, 0.5], 0), 0.9), 1);
  });

  it('have the score with the largest area as the best, never the random order', () => {
    const alo = curve('alo', [0, 0.6, 0.98, 1], 0.9);
    assert.equal(bestOf({ curves: [loss, alo, random] }), alo);
    assert.equal(bestOf({ curves: [random] }), undefined);
  });

  it('are shown until nearly all is found', () => {
    const answer = { checked, curves: [curve('alo', [0, 0.6, 0.97, 1], 0.9), random] } as Parameters<
      typeof shownShare
    >[0];
    assert.ok(Math.abs(shownShare(answer) - 0.26) < 1e-12);
  });
});
