import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import { readCells } from '../../../extension/core/tables/cells';
import { contentHash, hashText } from '../../../extension/core/tables/hash';
import type { Encoding } from '../../../extension/core/tables/types';
import { countBreaks, decoded, encoded, read, sourceOf } from './support';

interface Written {
  text: string;
  delimiter: string;
  newline: string;
}

const cell = fc.string({
  unit: fc.constantFrom(...'abz09 .-"\n\r,;\t|'.split(''), 'é', 'ß', '漢', '😀', '""'),
  maxLength: 8,
});

/** A field as a writer may put it: quoted where it must be, and now and then where it need not be. */
function field(value: string, delimiter: string, quoteAnyway: boolean): string {
  const must = value.includes(delimiter) || /^"|[\r\n]/.test(value);
  return must || quoteAnyway ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Tables with a header, two to four columns and, where `ragged`, now and then fewer fields than columns. */
function written(delimiters: string[], ragged: boolean): fc.Arbitrary<Written> {
  return fc
    .record({
      delimiter: fc.constantFrom(...delimiters),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      width: fc.integer({ min: 2, max: 4 }),
      records: fc.array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 4, maxLength: 4 }), {
        minLength: 1,
        maxLength: 6,
      }),
      short: fc.nat(1),
      endsWithBreak: fc.boolean(),
      blankLine: fc.boolean(),
    })
    .map(({ delimiter, newline, width, records, short, endsWithBreak, blankLine }) => {
      const header = Array.from({ length: width }, (_, i) => `c${i}`).join(delimiter);
      const lines = records.map((fields, i) => {
        const kept = fields.slice(0, ragged && i % 2 === 1 ? width - short : width);
        return kept.map(([value, quoted]) => field(value, delimiter, quoted)).join(delimiter);
      });
      // A line of blanks alone is no record, and papaparse cannot tell one from a record of one empty field.
      const solid = lines.map((line) => (/^["\s]*$/.test(line) ? 'x' : line));
      const text =
        [header, ...(blankLine ? [''] : []), ...solid].join(newline) + (endsWithBreak ? newline : '');
      return { text, delimiter, newline };
    });
}

function oracle({ text, delimiter, newline }: Written): string[][] {
  const { data } = Papa.parse<string[]>(text, { delimiter, newline: newline as '\n', quoteChar: '"' });
  return data.slice(1).filter((record) => !(record.length === 1 && record[0] === ''));
}

const encodings = fc.constantFrom<[Encoding, boolean]>(
  ['utf-8', false],
  ['utf-8', true],
  ['utf-16le', true],
  ['utf-16be', true],
);

async function assertReads(
  name: string,
  table: Written,
  [encoding, mark]: [Encoding, boolean],
  chunk: number,
): Promise<void> {
  const bytes = encoded(table.text, encoding, mark);
  const expected = oracle(table);
  fc.pre(expected.length > 0);
  const { records, layout } = await read(name, bytes, {}, chunk);
  assert.equal(layout.encoding, encoding);
  assert.equal(layout.delimiter, table.delimiter);
  const rows = Array.from(expected.keys());
  const cells = await readCells(sourceOf(name, bytes), { records, layout }, rows);
  const width = layout.names.length;
  assert.deepEqual(
    cells,
    expected.map((record) => Array.from({ length: width }, (_, i) => record[i] ?? '')),
  );
  assert.equal(records.count, expected.length);
  for (const row of rows) {
    const slice = bytes.subarray(records.start[row], records.end[row]);
    const text = decoded(slice, encoding);
    assert.deepEqual(Papa.parse(text, { delimiter: table.delimiter, newline: '\u0001' as '\n' }).data, [
      expected[row],
    ]);
    const before = decoded(bytes.subarray(0, records.start[row]), encoding);
    assert.equal(records.line[row], 1 + countBreaks(before));
    assert.equal(hashText(records.hash, 2 * row), contentHash(slice));
  }
}

describe('CSV records', () => {
  const chunks = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(1000));

  it('are those that papaparse reads, with exact byte ranges, lines and hashes, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(written([','], false), encodings, chunks, (table, encoding, chunk) =>
        assertReads('data.csv', table, encoding, chunk),
      ),
      { numRuns: 400 },
    );
  });

  it('may have fewer fields than the header', async () => {
    await fc.assert(
      fc.asyncProperty(written(['\t'], true), encodings, chunks, (table, encoding, chunk) =>
        assertReads('data.tsv', table, encoding, chunk),
      ),
      { numRuns: 300 },
    );
  });

  it('may be separated by semicolons, tabs or bars in a .csv', async () => {
    for (const delimiter of [';', '\t', '|']) {
      const text = ['a', 'b,c', 'd'].join(delimiter) + '\n' + ['1,5', '"x\ny"', 'z'].join(delimiter) + '\n';
      const table = await read('data.csv', text);
      assert.deepEqual(table.layout.names, ['a', 'b,c', 'd']);
      assert.equal(table.layout.delimiter, delimiter);
      assert.match(table.notices[0].message, /separated by/);
    }
  });

  it('stay comma-separated when commas fit', async () => {
    const table = await read('data.csv', 'a;x,b;x\n1;2,3;4\n');
    assert.deepEqual(table.layout.names, ['a;x', 'b;x']);
    assert.deepEqual(
      table.notices.filter(({ message }) => /separated/.test(message)),
      [],
    );
  });

  it('are not made by empty lines and lines of blanks', async () => {
    const table = await read('data.csv', '\n\na,b\n\n1,2\n  \t\n\r\n3,4\n\n');
    assert.deepEqual(Array.from(table.records.line), [5, 8]);
    assert.deepEqual(table.layout.names, ['a', 'b']);
  });

  it('keep a quote inside an unquoted field, and text after a closing quote, with a notice', async () => {
    const text = 'a,b\n5" disk,1\n"x"y"z" ,2\n';
    const table = await read('data.csv', text);
    const cells = await readCells(sourceOf('data.csv', text), table, [0, 1]);
    assert.deepEqual(cells, [
      ['5" disk', '1'],
      ['xy"z" ', '2'],
    ]);
    assert.deepEqual(table.notices.map(({ line }) => line).filter(Boolean), [3]);
    assert.match(table.notices[0].message, /1 field has text after the closing quote/);
  });

  it('end at the end of the file, also in an empty field', async () => {
    const table = await read('data.csv', 'a,b\n1,2\n3,');
    assert.equal(table.records.count, 2);
    assert.equal(table.records.end[1], 10);
  });
});
