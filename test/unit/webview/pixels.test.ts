import assert from 'node:assert/strict';
import { changeUnit } from '../../../webview/format/numbers';
import { describe as words, fills, nextPixel, summarise } from '../../../webview/why/picture/pixels';

describe('pixels of a heat-map', () => {
  it('are filled each once, by their share of the largest, and not where they push the other way', () => {
    const values = [1, 0.5, 0.5, -1, 0, 0.01, 0.25, 1];
    const found = fills(values, 4, 1);
    const areas = new Map<number, number>();
    for (const { strength, path } of found)
      for (const [, , , length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
        areas.set(strength, (areas.get(strength) ?? 0) + Number(length));
    assert.deepEqual([...areas].sort(), [
      [0.25, 1],
      [0.5, 2],
      [1, 2],
    ]);
    assert.ok(
      found.some(({ path }) => path.includes('M1 0h2v1h-2z')),
      'neighbours as one',
    );
    assert.deepEqual(fills([0, 0], 2, 0), []);
  });

  it('are told in words: how much each way, and where most', () => {
    const pushes = [0, 0.2, -0.5, 0.1, 0, 0];
    assert.deepEqual(summarise(pushes), {
      towards: 0.2 + 0.1,
      away: -0.5,
      strongest: 1,
      strongestAway: 2,
    });
    assert.equal(
      words(pushes, 3, 'seven', changeUnit(0.5)),
      '+0.300 towards “seven” in all, most at row 1, column 2 (+0.200). −0.500 away from it in all, most at row 1, column 3 (−0.500).',
    );
    assert.equal(words([0, 0], 2, 'x', changeUnit(0)), 'No pixel pushes.');
    assert.match(words([0, 1], 2, 'x', changeUnit(1)), /None away from it\.$/);
  });

  it('are reached by the arrow keys, within the picture', () => {
    assert.equal(nextPixel('ArrowDown', -1, 4, 3), 4);
    assert.equal(nextPixel('ArrowRight', 7, 4, 3), 7);
    assert.equal(nextPixel('ArrowUp', 2, 4, 3), 2);
    assert.equal(nextPixel('ArrowLeft', 9, 4, 3), 8);
    assert.equal(nextPixel('End', 0, 4, 3), 11);
    assert.equal(nextPixel('a', 0, 4, 3), undefined);
  });
});
