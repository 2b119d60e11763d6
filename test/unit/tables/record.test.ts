import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LensError } from '../../../extension/contract/errors';
import { readCells, recordPlace } from '../../../extension/core/tables/cells';
import { splitRecord } from '../../../extension/core/tables/record';
import type { Encoding, FileLayout } from '../../../extension/core/tables/types';
import { decoded, encoded, read, sourceOf } from './support';

const encodings = fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be');
const value = fc.string({
  unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é', '漢', '😀', '\\'),
  maxLength: 6,
});

describe('splitRecord', () => {
  it('gives each CSV field its text and, with or without quotes, its bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.boolean()), { minLength: 1, maxLength: 5 }),
        encodings,
        (fields, encoding) => {
          const texts = fields.map(([text, quoteAnyway]) =>
            quoteAnyway || /[,"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
          );
          const names = fields.map((_, i) => `c${i}`);
          const layout: FileLayout = { format: 'csv', encoding, delimiter: ',', names };
          const bytes = encoded(texts.join(','), encoding, false);
          const split = splitRecord(bytes, layout);
          assert.deepEqual(
            split.map(({ name }) => name),
            names,
          );
          split.forEach((field, i) => {
            const quoted = texts[i].startsWith('"');
            assert.equal(field.text, fields[i][0]);
            assert.equal(field.quoted, quoted);
            const inside = decoded(bytes.subarray(field.start, field.end), encoding);
            assert.equal(quoted ? `"${inside}"` : inside, texts[i]);
          });
        },
      ),
    );
  });

  it('gives each JSON value its text and its bytes', () => {
    fc.assert(
      fc.property(
        value,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        encodings,
        (text, number, encoding) => {
          const layout: FileLayout = { format: 'jsonl', encoding, names: ['n', 'absent', 't', 'nested'] };
          const spelled = [JSON.stringify(text), JSON.stringify(number), '["a", {"t":1}]'];
          const record = `{"t" : ${spelled[0]},"n":${spelled[1]}, "nested":${spelled[2]}}`;
          const bytes = encoded(record, encoding, false);
          const [n, absent, t, nested] = splitRecord(bytes, layout);
          const slice = (field: { start: number; end: number }): string =>
            decoded(bytes.subarray(field.start, field.end), encoding);
          assert.deepEqual([t.text, t.quoted, `"${slice(t)}"`], [text, true, spelled[0]]);
          assert.deepEqual([n.text, n.quoted, slice(n)], [spelled[1], false, spelled[1]]);
          assert.deepEqual([nested.text, nested.quoted], [spelled[2], false]);
          assert.deepEqual([absent.text, absent.start, absent.end], ['', 0, 0]);
          assert.deepEqual(layout.names, ['n', 'absent', 't', 'nested']);
        },
      ),
    );
  });

  it('refuses bytes that are not one record', () => {
    const layout: FileLayout = { format: 'csv', encoding: 'utf-8', delimiter: ',', names: ['a', 'b'] };
    assert.throws(() => splitRecord(Buffer.from('1,2\n3,4'), layout), /more than one record/);
    assert.throws(() => splitRecord(Buffer.from('1,2\n'), layout), /more than one record/);
    assert.throws(() => splitRecord(Buffer.from('1,"2'), layout), /never closed/);
  });
});

describe('readCells', () => {
  const lines = Array.from({ length: 3000 }, (_, i) => `${i},"text ${i}\n${'x'.repeat(i % 200)}",${i % 2}`);
  const text = `id,body,label\n${lines.join('\n')}\n`;

  it('reads any records in any order, far apart or next to each other, for the columns asked for', async () => {
    const table = await read('data.csv', text);
    const reads: number[] = [];
    const whole = sourceOf('data.csv', text);
    const counting = {
      ...whole,
      read: (start: number, end: number) => {
        reads.push(end - start);
        return whole.read(start, end);
      },
    };
    const rows = [2999, 0, 1, 2, 1500, 1];
    const cells = await readCells(counting, table, rows, ['label', 'body', 'nowhere']);
    assert.deepEqual(
      cells,
      rows.map((i) => [String(i % 2), `text ${i}\n${'x'.repeat(i % 200)}`, '']),
    );
    assert.equal(reads.length, 3);
    assert.ok(reads.every((bytes) => bytes < 2000));
  });

  it('refuses a record that has changed', async () => {
    const table = await read('data.csv', text);
    const changed = sourceOf('data.csv', text.replace('text 700\n', 'TEXT 700\n'));
    await assert.rejects(readCells(changed, table, [3, 700]), (thrown: unknown) => {
      assert.ok(thrown instanceof LensError);
      assert.equal(thrown.code, 'stale');
      assert.deepEqual(thrown.location, { file: 'data.csv', line: 2 + 2 * 700 });
      return true;
    });
    assert.equal((await readCells(changed, table, [3]))[0][0], '3');
  });

  it('names the place of a record', async () => {
    const table = await read('data.csv', 'a,b\n1,2\n"x\ny",4\n5,6\n');
    assert.deepEqual(recordPlace('/data/data.csv', table.records, 2), {
      file: '/data/data.csv',
      row: 2,
      line: 5,
      start: 16,
      end: 19,
      hash: recordPlace('', table.records, 2).hash,
    });
  });
});
