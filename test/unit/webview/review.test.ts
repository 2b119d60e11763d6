import assert from 'node:assert/strict';
import { weighWords } from '../../../webview/data/colouredText';
import { filterRows, NO_FILTER } from '../../../webview/review/filter';
import { reviewKey } from '../../../webview/review/keys';
import { mergeDecisions, nextUndecided, tally } from '../../../webview/review/progress';
import { reviewRows } from '../../../webview/review/rows';
import { smallRanking } from '../host/panel/ranking';

const NONE: ReadonlySet<number> = new Set();

describe('review of labels', () => {
  const rows = reviewRows(smallRanking());

  it('counts as suspects the rows for which the held-out model prefers another label', () => {
    assert.equal(rows.suspects, 2);
    assert.deepEqual(Array.from(rows.rank), [3, 1, 2, 4]);
  });

  it('counts decisions, and what is left of suspects and flagged rows', () => {
    const decisions = new Map([[1, { decision: 'fixed' as const }]]);
    assert.deepEqual(tally(rows, decisions, NONE), { fixed: 1, kept: 0, skipped: 0, left: 1 });
    // Position 3 is no suspect; its record is row 5.
    assert.deepEqual(tally(rows, decisions, new Set([5])), { fixed: 1, kept: 0, skipped: 0, left: 2 });
  });

  it('goes to the next row without a decision, then to those before', () => {
    const shown = Int32Array.of(1, 2, 0, 3);
    const decided =
      (...positions: number[]) =>
      (position: number) =>
        positions.includes(position);
    assert.equal(nextUndecided(shown, 1, decided(1)), 2);
    assert.equal(nextUndecided(shown, 1, decided(1, 2)), 0);
    assert.equal(nextUndecided(shown, 3, decided(1, 3)), 2);
    assert.equal(nextUndecided(shown, 3, decided(0, 1, 2, 3)), -1);
  });

  it('shows rows by decision; those fixed or kept before the ranking stay away', () => {
    const { result } = rows;
    const reviewed = {
      decisions: new Map([
        [1, { decision: 'kept' as const }],
        [2, { decision: 'fixed' as const }],
      ]),
      settled: new Set([1]),
      flagged: new Set([0]),
    };
    const filtered = (change: Partial<typeof NO_FILTER>, matches?: Uint8Array) =>
      Array.from(filterRows(result.order, { ...NO_FILTER, ...change }, result, reviewed, matches));
    assert.deepEqual(filtered({}), [2, 0, 3]);
    assert.deepEqual(filtered({ shown: 'open' }), [0, 3]);
    assert.deepEqual(filtered({ shown: 'kept' }), [1]);
    assert.deepEqual(filtered({ shown: 'fixed' }), [2]);
    assert.deepEqual(filtered({ shown: 'all' }), [1, 2, 0, 3]);
    assert.deepEqual(filtered({ label: 1 }), [2]);
    assert.deepEqual(filtered({ suggested: 1 }), [0, 3]);
    assert.deepEqual(filtered({ flagged: true }), [0]);
    assert.deepEqual(filtered({ text: 'x' }, Uint8Array.of(0, 1, 1, 1)), [2, 3]);
  });

  it('puts what was just decided over what the host said', () => {
    const told = [
      { position: 1, decision: 'kept' as const },
      { position: 2, decision: 'skipped' as const },
    ];
    const pending = new Map([
      [2, undefined],
      [3, { position: 3, decision: 'fixed' as const, to: 'ham' }],
    ]);
    assert.deepEqual([...mergeDecisions(told, pending).keys()], [1, 3]);
  });

  it('reads single keys, and leaves the combined ones alone', () => {
    const key = (name: string, held = {}) =>
      reviewKey({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...held });
    assert.equal(key('a'), 'fix');
    assert.equal(key('A'), 'fix');
    assert.equal(key('u'), 'reopen');
    assert.equal(key('a', { ctrlKey: true }), undefined);
    assert.equal(key('q'), undefined);
  });

  it('cuts a text by what its words speak for', () => {
    const weights = new Map([
      ['free', -2],
      ['meeting', 1],
    ]);
    assert.deepEqual(weighWords('A FREE, free meeting now', weights, 20), [
      { text: 'A ', weight: 0 },
      { text: 'FREE', weight: -2 },
      { text: ', ', weight: 0 },
      { text: 'free', weight: -2 },
      { text: ' ', weight: 0 },
      { text: 'meeting', weight: 1 },
      { text: '…', weight: 0 },
    ]);
  });
});
