import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDiffer, differences, isMissing, type ColumnFacts } from '../../../webview/data/differences';
import { passages, sharedWords, wordsOf } from '../../../webview/data/words';
import { isMissingText } from '../../../extension/core/tables/blank';

const COLUMNS: ColumnFacts[] = [
  { name: 'id', kind: 'identifier', std: null },
  { name: 'age', kind: 'numeric', std: 10 },
  { name: 'port', kind: 'categorical', std: null },
  { name: 'booked', kind: 'date', std: 86_400_000 },
  { name: 'body', kind: 'text', std: null },
  { name: 'label', kind: 'label', std: null },
];
const ROW = ['a', '40', 'Bergen', '2023-01-07', 'cheap pills now', 'spam'];

const sizes = (own: string[]) =>
  Object.fromEntries(differences(COLUMNS, own, ROW).map(({ column, size }) => [COLUMNS[column].name, size]));

describe('differences between a row and the explained one', () => {
  it('measures numbers and dates in standard deviations, with their sign', () => {
    const [first] = differences(COLUMNS, ['b', '15', 'Bergen', '2023-01-07', 'cheap pills now', 'ham'], ROW);
    assert.deepEqual(first, { column: 1, size: 2.5, deviations: -2.5 });
    assert.equal(sizes(['b', '40', 'Bergen', '2023-01-09', '', ''])['booked'], 2);
  });

  it('counts another category and a missing value as one', () => {
    assert.equal(sizes(['', '40', 'Oslo', '', '', ''])['port'], 1);
    assert.equal(sizes(['', 'NA', 'Bergen', '', '', ''])['age'], 1);
    assert.equal(sizes(['', '40', '?', '', '', ''])['port'], 1);
  });

  it('takes two missing values, however written, for the same', () => {
    const [only] = differences([COLUMNS[2]], ['NA'], ['']);
    assert.equal(only?.size, 0);
  });

  it('measures texts by the words that only one of them has', () => {
    assert.equal(sizes(['', '40', 'Bergen', '', 'now pills', ''])['body'], 1 - 2 / 3);
    assert.deepEqual(sharedWords('Cheap PILLS!', 'pills, cheap'), { shared: 2, share: 1 });
    assert.deepEqual(sharedWords('', ''), { shared: 0, share: 1 });
    assert.deepEqual(sharedWords('one', 'two'), { shared: 0, share: 0 });
  });

  it('counts a number in a constant column that is another as one', () => {
    const [only] = differences([{ name: 'x', kind: 'numeric', std: null }], ['2'], ['1']);
    assert.deepEqual(only, { column: 0, size: 1 });
  });

  it('leaves out labels and identifiers', () => {
    const named = differences(COLUMNS, ROW, ROW).map(({ column }) => COLUMNS[column].name);
    assert.deepEqual(named, ['age', 'port', 'booked', 'body']);
  });

  it('reads missing values as the engine does', () => {
    const cell = fc.oneof(
      fc.constantFrom('', ' ', '?', 'NA', 'na', 'Na', 'NaN', 'nan', 'null', 'NULL', 'none', '??', '0'),
      fc.string(),
    );
    fc.assert(fc.property(cell, (text) => assert.equal(isMissing(text), isMissingText(text.trim()))));
  });

  it('sorts by size, ties in the order of the file, nothing negative or infinite', () => {
    const columns = fc.constantFrom<ColumnFacts['kind']>('numeric', 'categorical', 'boolean', 'date', 'text');
    const cell = fc.oneof(fc.double().map(String), fc.string(), fc.constantFrom('', '3', '2020-01-01'));
    const table = fc.array(
      fc.tuple(columns, fc.option(fc.double({ min: 1e-9, max: 1e9, noNaN: true })), cell, cell),
    );
    fc.assert(
      fc.property(table, (rows) => {
        const facts = rows.map(([kind, std], i) => ({ name: String(i), kind, std }));
        const found = differences(
          facts,
          rows.map((row) => row[2]),
          rows.map((row) => row[3]),
        );
        assert.equal(found.length, rows.length);
        found.forEach(({ size, column }, i) => {
          assert.ok(size >= 0 && Number.isFinite(size), `size ${size}`);
          const before = found[i - 1];
          if (before) assert.ok(before.size > size || (before.size === size && before.column < column));
        });
      }),
    );
  });

  it('computes the differences of a record once', () => {
    const differ = createDiffer(COLUMNS, ROW);
    const record = {
      ref: { set: 'train' as const, row: 0 },
      place: { file: 'f', row: 0, line: 2, start: 0, end: 1, hash: '' },
      cells: ROW,
    };
    assert.equal(differ.of(record), differ.of(record));
    assert.deepEqual([...differ.words(4)], ['cheap', 'pills', 'now']);
  });
});

describe('passages of a text', () => {
  it('marks the shared words and folds whitespace', () => {
    assert.deepEqual(passages('Buy  cheap\n pills', new Set(['cheap']), 100), [
      { text: 'Buy ', shared: false },
      { text: 'cheap', shared: true },
      { text: ' pills', shared: false },
    ]);
  });

  it('starts near the first shared word when that is far in, and says that it cuts', () => {
    const text = `${'filler '.repeat(100)}needle ${'rest '.repeat(100)}`;
    const found = passages(text, new Set(['needle']), 60);
    assert.ok(found[0]?.text.startsWith('… '));
    assert.ok(found.some((piece) => piece.shared && piece.text === 'needle'));
    assert.ok(found.at(-1)?.text.endsWith('…'));
  });

  it('keeps every word of a short text in its order', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.array(fc.string({ minLength: 4 })), (text, words) => {
        const pieces = passages(text, new Set(words), 200);
        assert.equal(pieces.map((piece) => piece.text).join(''), text.replace(/\s+/g, ' ').trim());
      }),
    );
  });

  it('leaves words of one letter out', () => {
    assert.deepEqual([...wordsOf('A b cd E-f')], ['cd', 'e-f']);
  });
});
