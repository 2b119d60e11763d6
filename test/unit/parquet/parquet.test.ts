import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { parquetCells } from '../../../extension/core/parquet/cells';
import { readParquet } from '../../../extension/core/parquet/read';
import { searchColumns } from '../../../extension/core/tables/columnCells';
import { arrayAt } from '../../../extension/core/tables/shapes';
import { stringAt } from '../../../extension/core/tables/strings';
import type { ReadOptions, Table, TableColumn } from '../../../extension/core/tables/types';
import { repoRoot } from '../../harness/paths';
import { assertFails, column, quietWork, sourceOf } from '../tables/support';

const FOLDER = join(repoRoot, 'test', 'fixtures', 'parquet');

// Written by PyArrow: see test/reference/parquet.py.
const values = JSON.parse(readFileSync(join(FOLDER, 'values.json'), 'utf8')) as Record<string, unknown[]>;
const rows = values['label'].length;

const sourceNamed = (name: string) =>
  sourceOf(`${name}.parquet`, readFileSync(join(FOLDER, `${name}.parquet`)));

function read(name: string, options: Partial<ReadOptions> = {}): Promise<Table> {
  return readParquet(sourceNamed(name), { label: 'label', kinds: {}, exclude: [], ...options }, quietWork());
}

type ColumnData = {
  name: string;
  data: unknown[];
  type?: 'STRING' | 'DOUBLE' | 'BOOLEAN' | 'INT32' | 'JSON';
};

function readWritten(columnData: ColumnData[], options: Partial<ReadOptions> = {}): Promise<Table> {
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData: columnData as never }));
  return readParquet(sourceOf('data.parquet', bytes), { kinds: {}, exclude: [], ...options }, quietWork());
}

/** The values of a column as the fixture holds them. */
function plain(found: TableColumn): unknown[] {
  return Array.from({ length: rows }, (_, row) => {
    switch (found.kind) {
      case 'numeric':
      case 'date':
        return Number.isNaN(found.values[row]) ? null : found.values[row];
      case 'categorical':
        return found.codes[row] < 0 ? null : found.categories[found.codes[row]];
      case 'boolean':
        return found.codes[row] < 0 ? null : found.categories[found.codes[row]] === 'true';
      case 'text':
        return stringAt(found.texts, found.codes[row]);
      case 'array':
        return Number.isNaN(arrayAt(found, row)[0]) ? null : [...arrayAt(found, row)];
      case 'image':
      case 'identifier':
        return assert.fail(found.kind);
    }
  });
}

describe('Parquet', () => {
  for (const name of ['plain', 'snappy', 'gzip', 'zstd', 'lz4', 'brotli']) {
    it(`reads every kind of value as it was written, ${name}`, async () => {
      const table = await read(name);
      const kinds = Object.fromEntries(table.columns.map((found) => [found.name, found.kind]));
      assert.deepEqual(kinds, {
        id: 'identifier',
        int: 'numeric',
        small: 'numeric',
        float: 'numeric',
        double: 'numeric',
        decimal: 'numeric',
        flag: 'boolean',
        city: 'categorical',
        coded: 'categorical',
        note: 'text',
        seen: 'date',
        day: 'date',
        embedding: 'array',
        matrix: 'array',
        fixed: 'array',
        tags: 'text',
        label: 'categorical',
      });
      for (const found of table.columns) {
        if (found.kind === 'identifier') continue;
        const expected = values[found.name].map((value) =>
          found.name === 'tags'
            ? JSON.stringify(value)
            : found.kind === 'array' && value !== null
              ? (value as number[]).flat()
              : value,
        );
        assert.deepEqual(plain(found), expected, found.name);
      }
      assert.deepEqual(column(table, 'matrix', 'array').shape, [2, 3]);
      assert.deepEqual([table.records.count, table.records.line[0], table.records.line[59]], [60, 1, 60]);
      assert.equal(
        new Set(Array.from({ length: 60 }, (_, row) => table.records.hash.slice(2 * row, 2 * row + 2).join()))
          .size,
        60,
      );
    });
  }

  it('gives the same hashes whatever the compression', async () => {
    const [a, b] = await Promise.all([read('plain'), read('zstd')]);
    assert.deepEqual(a.records.hash, b.records.hash);
  });

  it('takes kinds that are set, and tells those of the training file from its own', async () => {
    const kinds = { small: 'categorical', city: 'text', id: 'categorical', flag: 'numeric' } as const;
    const table = await read('snappy', { kinds, exclude: ['note', 'tags'] });
    assert.deepEqual(column(table, 'small', 'categorical').categories, ['0', '1', '2', '3', '4', '5', '6']);
    assert.equal(column(table, 'city', 'text').texts.count, 3);
    assert.equal(column(table, 'id', 'categorical').categories.length, 60);
    assert.deepEqual([...column(table, 'flag', 'numeric').values.slice(0, 5)], [1, 0, 1, 0, NaN]);
    assert.ok(!table.columns.some(({ name }) => name === 'note'));
    const test = await read('gzip', {
      kinds: { small: 'text', double: 'numeric' },
      required: ['small', 'double'],
      labelOptional: true,
    });
    assert.deepEqual(
      test.columns.map(({ name, kind }) => [name, kind]),
      [
        ['small', 'text'],
        ['double', 'numeric'],
        ['label', 'categorical'],
      ],
    );
  });

  it('shows the cells of records, those of columns that are not kept from the file', async () => {
    const table = await read('zstd', { exclude: ['note'] });
    const names = ['id', 'int', 'seen', 'day', 'note', 'embedding', 'city', 'label', 'other'];
    const [first, second] = await parquetCells(sourceNamed('zstd'), table, [41, 4], names);
    assert.deepEqual(first.slice(0, 5), [
      'u041',
      '1681',
      '2021-03-05T22:06:07.089Z',
      '2021-04-14',
      'a note of several words, number 41',
    ]);
    assert.match(first[5], /^\[-?[\d.]+, .*… 5\]$/);
    assert.deepEqual(second.slice(1, 3), ['', '']);
    assert.deepEqual(second.slice(5), ['', '', 'up', '']);
    const found = await searchColumns(table, Int32Array.of(3, 5, 41), 'köln', quietWork());
    assert.deepEqual([...found], [0, 0, 0]);
    assert.deepEqual(
      [...(await searchColumns(table, Int32Array.of(1, 3, 40), 'köln', quietWork()))],
      [1, 0, 1],
    );
  });

  it('reads strings that spell numbers as numbers, as in a text file', async () => {
    const table = await readWritten([
      { name: 'spelled', data: ['1', '2.5', null], type: 'STRING' },
      { name: 'word', data: ['a', 'b', 'a'], type: 'STRING' },
    ]);
    assert.deepEqual([...column(table, 'spelled', 'numeric').values], [1, 2.5, NaN]);
  });

  it('says which record does not fit', async () => {
    const label = { name: 'label', data: ['a', 'b', 'a'], type: 'STRING' } as const;
    const arrays = (data: unknown[], options: Partial<ReadOptions> = {}) =>
      readWritten(
        [
          { name: 'e', data, type: 'JSON' },
          { ...label, data: [...label.data] },
        ],
        { label: 'label', ...options },
      );
    const file = 'data.parquet';
    await assertFails(
      arrays([[1, 2], [3, 4], [5]]),
      { line: 3, message: /arrays of 2 numbers, but of 1 numbers in record 2/, hint: /same shape/ },
      file,
    );
    await assertFails(
      arrays([
        [1, 2],
        [3, null],
        [5, 6],
      ]),
      { line: 2, message: /missing or not finite \(record 1\)/, hint: /null for the whole array/ },
      file,
    );
    await assertFails(
      arrays(
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        { shapes: { e: [3] }, kinds: { e: 'array' }, required: ['e'] },
      ),
      {
        line: 1,
        message: /arrays of 3 numbers in the training file, but of 2 numbers in record 0/,
        hint: /same shape/,
      },
      file,
    );
    await assertFails(
      readWritten([{ name: 'x', data: [1, Infinity, 2], type: 'DOUBLE' }]),
      { line: 2, message: /not finite: "Infinity" \(record 1\)/, hint: /null if it is unknown/ },
      file,
    );
    await assertFails(
      readWritten([{ name: 'x', data: ['1', 'two', '3'], type: 'STRING' }], { kinds: { x: 'numeric' } }),
      { line: 2, message: /no number: "two" \(record 1\)/, hint: /features\.columns/ },
      file,
    );
    await assertFails(
      readWritten([{ name: 'x', data: [1, 2], type: 'INT32' }], { label: 'y' }),
      { message: /no column "y"/, hint: /"x"/ },
      file,
    );
  });

  it('says that a file is no Parquet file, or is cut off', async () => {
    const reading = (bytes: Uint8Array) =>
      readParquet(sourceOf('data.parquet', bytes), { kinds: {}, exclude: [] }, quietWork());
    const whole = readFileSync(join(FOLDER, 'snappy.parquet'));
    const expected = { message: /Parquet file cannot be read/, hint: /save the table as CSV/ };
    await assertFails(reading(Buffer.from('a,b\n1,2\n')), expected, 'data.parquet');
    await assertFails(reading(whole.subarray(0, whole.length - 100)), expected, 'data.parquet');
    await assertFails(reading(new Uint8Array()), expected, 'data.parquet');
  });
});
