/** Groups of rows: in words, and as the form of the what-if view reads and writes them. */
import assert from 'node:assert/strict';
import { changeText, conditionText } from '../../../webview/format/groups';
import { conditionFor, draftOf, groupOf } from '../../../webview/whatIf/draft';
import type { Draft } from '../../../webview/whatIf/ui';

const COLUMNS = [
  { name: 'age', kind: 'numeric' },
  { name: 'port', kind: 'categorical' },
] as const;

const oneOf = (...conditions: Draft['conditions']): Draft => ({ of: '', conditions });

describe('groups', () => {
  it('are named by value and range', () => {
    assert.equal(conditionText({ column: 'port', value: 'Bergen' }), 'port = Bergen');
    assert.equal(conditionText({ column: 'age', from: 10, to: 20.5 }), 'age 10 to 20.5');
    assert.equal(conditionText({ column: 'age', from: 3, to: 3 }), 'age = 3');
    assert.equal(conditionText({ column: 'age', to: 3 }), 'age up to 3');
    assert.equal(conditionText({ column: 'age', from: 1 }), 'age from 1');
  });

  it('are named with what is done to them', () => {
    const where = { where: [{ column: 'port', value: 'Bergen' }] };
    assert.equal(changeText({ do: 'remove' }, where, 4), 'Without 4 rows with port = Bergen');
    assert.equal(
      changeText({ do: 'relabel', label: 'stays' }, { rows: [2] }, 1),
      'If the chosen row was labelled “stays”',
    );
    assert.equal(
      changeText({ do: 'relabel', label: 'stays' }, { rows: [2, 3] }, 2),
      'If the 2 rows chosen were labelled “stays”',
    );
  });

  it('come back from the form as they went in', () => {
    for (const group of [
      { where: [{ column: 'port', value: 'Bergen' }] },
      { where: [{ column: 'age', from: 1, to: 2.5 }] },
      { where: [{ column: 'age', to: 2.5 }] },
      {
        where: [
          { column: 'port', value: 'Bergen' },
          { column: 'age', from: 3 },
        ],
      },
    ])
      assert.deepEqual(groupOf(draftOf(group), COLUMNS), group);
    assert.equal(groupOf(draftOf({ rows: [1, 2] }), COLUMNS), undefined);
  });

  it('begin with the value of the explained row', () => {
    assert.deepEqual(groupOf(oneOf(conditionFor(COLUMNS[0], ' 42 ')), COLUMNS), {
      where: [{ column: 'age', from: 42, to: 42 }],
    });
    assert.deepEqual(groupOf(oneOf(conditionFor(COLUMNS[1], 'Bodø')), COLUMNS), {
      where: [{ column: 'port', value: 'Bodø' }],
    });
  });

  it('are none while a field is empty or no number', () => {
    assert.equal(groupOf(oneOf(conditionFor(COLUMNS[0], 'NA')), COLUMNS), undefined);
    assert.equal(groupOf(oneOf({ column: 'age', value: '', from: '1', to: 'x' }), COLUMNS), undefined);
    assert.equal(groupOf(oneOf(conditionFor(COLUMNS[1], '')), COLUMNS), undefined);
    const open = oneOf(conditionFor(COLUMNS[1], 'Bodø'), conditionFor(COLUMNS[0], ''));
    assert.equal(groupOf(open, COLUMNS), undefined, 'one of two is open');
  });
});
