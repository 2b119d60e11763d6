import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCells } from '../../../extension/core/tables/cells';
import { contentHash, hashText } from '../../../extension/core/tables/hash';
import { JsonFault, skipBlanks, skipValue } from '../../../extension/core/tables/jsonScan';
import type { Encoding } from '../../../extension/core/tables/types';
import { column, decoded, encoded, read, sourceOf } from './support';

const key = fc.constantFrom('a', 'b', 'text', 'schlüssel', 'a "quoted" key', '漢', 'line\nbreak');
const text = fc.string({
  unit: fc.constantFrom('a', ' ', '"', '\\', '/', '\n', '\t', '\u0001', 'é', '漢', '😀', ','),
  maxLength: 8,
});
const value = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 2 }),
);
const record = fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true });
const space = fc.constantFrom('', ' ', '\t ');

/** What a cell shows of a JSON value: strings as they are, anything else as it is written. */
function shown(member: unknown): string {
  if (member === undefined || member === null) return '';
  return typeof member === 'string' ? member : JSON.stringify(member);
}

/** JSON with blanks between keys and values, and every other character of the strings escaped. */
function spell(object: Record<string, unknown>, blank: string, escape: boolean): string {
  const quote = (name: string): string => {
    const plain = JSON.stringify(name);
    return escape
      ? plain.replace(/[é漢/]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : plain;
  };
  const members = Object.entries(object).map(
    ([name, member]) =>
      `${blank}${quote(name)}${blank}:${blank}${typeof member === 'string' ? quote(member) : JSON.stringify(member)}`,
  );
  return `${blank}{${members.join(`${blank},`)}${blank}}${blank}`;
}

describe('JSON Lines records', () => {
  it('are those that JSON.parse reads, with exact byte ranges and hashes, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 6 }),
        space,
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be'),
        fc.integer({ min: 1, max: 50 }),
        async (objects, blank, escape, newline, encoding, chunk) => {
          const lines = objects.map((object) => spell(object, blank, escape));
          const bytes = encoded(lines.join(newline), encoding);
          const { records, layout } = await read('data.jsonl', bytes, {}, chunk);
          assert.equal(records.count, objects.length);
          assert.deepEqual(
            [...layout.names].sort(),
            [...new Set(objects.flatMap((o) => Object.keys(o)))].sort(),
          );
          const rows = objects.map((_, row) => row);
          const cells = await readCells(sourceOf('data.jsonl', bytes), { records, layout }, rows);
          for (const row of rows) {
            const parsed = JSON.parse(lines[row]) as Record<string, unknown>;
            layout.names.forEach((name, i) => assert.equal(cells[row][i], shown(parsed[name])));
            const slice = bytes.subarray(records.start[row], records.end[row]);
            assert.equal(decoded(slice, encoding), lines[row]);
            assert.equal(records.line[row], row + 1);
            assert.equal(hashText(records.hash, 2 * row), contentHash(slice));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('accept exactly the texts that are JSON', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"a"',
        '"',
        '\\',
        '\\u00e9',
        '\\x',
        '1',
        '-',
        '0',
        '.5',
        'e',
        '+',
        'true',
        'null',
        'nul',
        ' ',
        '\t',
        'é',
      ],
    );
    const broken = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
    const edited = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.nat(), pieces, fc.nat(2))
      .map(([whole, at, piece, cut]) => {
        const p = at % (whole.length + 1);
        return whole.slice(0, p) + piece + whole.slice(p + cut);
      });
    fc.assert(
      fc.property(fc.oneof(broken, edited), (source) => {
        const bytes = Buffer.from(source);
        let accepted: boolean;
        try {
          const start = skipBlanks(bytes, 0, bytes.length);
          accepted = skipBlanks(bytes, skipValue(bytes, start, bytes.length), bytes.length) === bytes.length;
        } catch (thrown) {
          assert.ok(thrown instanceof JsonFault);
          accepted = false;
        }
        let valid: boolean;
        try {
          JSON.parse(source);
          valid = true;
        } catch {
          valid = false;
        }
        assert.equal(accepted, valid, source);
      }),
      { numRuns: 5000 },
    );
  });

  it('make columns of all their keys, missing where a record has not got one', async () => {
    const table = await read('data.jsonl', '{"a":1}\n\n{"b":"x","a":null}\n{"c":true,"b":"x"}\n{}\n');
    assert.deepEqual(table.layout.names, ['a', 'b', 'c']);
    assert.deepEqual(Array.from(column(table, 'a', 'numeric').values), [1, NaN, NaN, NaN]);
    assert.deepEqual(Array.from(column(table, 'b', 'categorical').codes), [-1, 0, 0, -1]);
    assert.deepEqual(Array.from(column(table, 'c', 'boolean').codes), [-1, -1, 0, -1]);
    assert.deepEqual(Array.from(table.records.line), [1, 3, 4, 5]);
  });

  it('find a key that first comes after the columns have grown', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => (i < 2990 ? '{"a":1}' : `{"a":${i},"late":${i}}`));
    const table = await read('data.jsonl', lines.join('\n'), {}, 100);
    const late = column(table, 'late', 'numeric').values;
    assert.equal(late.length, 3000);
    assert.ok(late.subarray(0, 2990).every(Number.isNaN));
    assert.deepEqual(
      Array.from(late.subarray(2990)),
      Array.from({ length: 10 }, (_, i) => 2990 + i),
    );
  });

  it('take numbers in strings for numbers, and the last of two equal keys', async () => {
    const table = await read('data.jsonl', '{"a":"1","b":1,"b":2}\n{"a":"\\u0032","b":3}\n');
    assert.deepEqual(Array.from(column(table, 'a', 'numeric').values), [1, 2]);
    assert.deepEqual(Array.from(column(table, 'b', 'numeric').values), [2, 3]);
  });

  it('give nested values as text, with a notice that names the line', async () => {
    const table = await read('data.jsonl', '{"a":1,"tags":["x","y"]}\n{"a":2,"tags":["y"]}\n');
    assert.equal(column(table, 'tags', 'text').texts.count, 2);
    const [notice] = table.notices;
    assert.match(notice.message, /"tags" holds nested values \(2 of 2 records\)/);
    assert.equal(notice.line, 1);
  });
});
