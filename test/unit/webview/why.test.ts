/** What cells push, as the view of one row reads it. */
import assert from 'node:assert/strict';
import { orderColumns, pushesOf, wordWeights } from '../../../webview/why/pushes';

const CELLS = [
  { column: 'age', training: -0.5, explained: 2 },
  { column: 'body', term: 'Free', training: 0.25, explained: 0 },
  { column: 'body', term: 'now', training: 0.5, explained: -1 },
];

describe('pushes of cells', () => {
  it('point towards the explained class where the loss falls, and add up by column', () => {
    const { columns, words, largest } = pushesOf(CELLS);
    assert.deepEqual(columns.get('age'), { training: 0.5, explained: -2 });
    assert.deepEqual(columns.get('body'), { training: -0.75, explained: 1 });
    assert.deepEqual(
      words.get('body')?.map(({ term }) => term),
      ['Free', 'now'],
    );
    assert.deepEqual(largest, { training: 0.75, explained: 2 });
  });

  it('colour words in any case', () => {
    const { words } = pushesOf(CELLS);
    assert.equal(wordWeights(words, 'body', 'training').get('free'), -0.25);
    assert.equal(wordWeights(words, 'age', 'training').size, 0);
  });

  it('order columns that differ first, then by size', () => {
    const columns = [
      { name: 'same', differs: false },
      { name: 'body', differs: true },
      { name: 'unused', differs: true },
      { name: 'age', differs: true },
    ];
    const ordered = orderColumns(
      columns,
      pushesOf([...CELLS, { column: 'same', training: 9, explained: 0 }]),
    );
    assert.deepEqual(
      ordered.map(({ name }) => name),
      ['age', 'body', 'unused', 'same'],
    );
  });
});
