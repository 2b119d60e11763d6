import assert from 'node:assert/strict';
import { compareRankings } from '../../../../extension/host/review/compare';
import { decision, hashOf, ranking, type Row } from './ranking';

/** 20 rows, of which the first two lead. */
const rows = (...changes: [number, Partial<Row>][]): Row[] => {
  const all = Array.from({ length: 20 }, (_, i): Row => ({
    content: 100 + i,
    label: 0,
    other: (20 - i) / 40,
  }));
  for (const [at, change] of changes) all[at] = { ...all[at]!, ...change };
  return all;
};
const fix = (row: number, to: number) =>
  decision(row, 100 + row, 'fixed', { to: 'yes', hashAfter: hashOf(to) });

describe('what a run changed', () => {
  it('is nothing when nothing was fixed', () => {
    const { fixed, left, entered, leading } = compareRankings(ranking(rows()), ranking(rows()), []);
    assert.deepEqual({ fixed, left, entered, leading }, { fixed: 0, left: [], entered: [], leading: 2 });
  });

  it('tells accuracy and loss before and after', () => {
    const { before, after } = compareRankings(
      ranking(rows(), { testAccuracy: 0.8 }),
      ranking(rows(), { testAccuracy: 0.85 }),
      [],
    );
    assert.deepEqual(before, { testAccuracy: 0.8, testLoss: 0.3, trainLoss: 0.2 });
    assert.equal(after.testAccuracy, 0.85);
  });

  it('follows a fixed row to its new content, and names who took its place', () => {
    const after = ranking(rows([0, { content: 7, label: 1, other: 0.01 }]));
    const change = compareRankings(ranking(rows()), after, [fix(0, 7)]);
    assert.deepEqual([change.fixed, change.left, change.entered], [1, [0], [2]]);
  });

  it('does not take a fix for done that is not in the file', () => {
    const change = compareRankings(ranking(rows()), ranking(rows()), [fix(0, 7)]);
    assert.deepEqual([change.fixed, change.left], [0, []]);
  });

  it('gives positions after, for rows that moved', () => {
    const added: Row = { content: 1, label: 0, other: 0.001 };
    const after = ranking([added, ...rows([1, { other: 0.02 }])]);
    const change = compareRankings(ranking(rows()), after, []);
    assert.equal(change.leading, 3);
    assert.deepEqual(change.left, [2]);
    assert.deepEqual(change.entered, [4]);
  });

  it('matches identical rows one to one', () => {
    const twins = rows([1, { content: 100 }]);
    const change = compareRankings(ranking(twins), ranking(twins.slice(1)), []);
    assert.deepEqual([change.fixed, change.entered], [0, [1]]);
  });

  it('compares a hundred rows of a large file', () => {
    const many = Array.from({ length: 5000 }, (_, i): Row => ({ content: i, label: 0, other: i / 5000 }));
    assert.equal(compareRankings(ranking(many), ranking(many), []).leading, 100);
  });
});
