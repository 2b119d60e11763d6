import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseNpy } from '../../../extension/core/npy/parse';
import { readNpy } from '../../../extension/core/npy/read';
import type { ReadOptions, Table } from '../../../extension/core/tables/types';
import { npyOf } from '../../data/npy';
import { repoRoot } from '../../harness/paths';
import { assertFails, column } from '../tables/support';

interface Fixture {
  files: { name: string; data: string; shape: number[]; values: (number | string)[] }[];
  refused: Record<string, string>;
}

// Written by NumPy: see test/reference/npy.py.
const fixture = JSON.parse(
  readFileSync(join(repoRoot, 'test', 'fixtures', 'npy', 'arrays.json'), 'utf8'),
) as Fixture;

function read(
  shape: readonly number[],
  values: readonly number[],
  labels?: readonly number[],
  options: Partial<ReadOptions> = {},
): Table {
  const named = (file: string, bytes: Uint8Array) => ({ file, array: parseNpy(file, bytes) });
  return readNpy(
    named('x.npy', npyOf(shape, values)),
    labels && named('y.npy', npyOf([labels.length], labels)),
    { label: 'y.npy', kinds: {}, exclude: [], ...options },
  );
}

const failing = (run: () => unknown): Promise<unknown> => Promise.resolve().then(run);

describe('.npy arrays', () => {
  for (const { name, data, shape, values } of fixture.files) {
    it(`reads what NumPy wrote, ${name}`, () => {
      const found = parseNpy('x.npy', Buffer.from(data, 'base64'));
      assert.deepEqual(found.shape, shape);
      assert.deepEqual([...found.values], values);
    });
  }

  it('refuses what holds no plain numbers or texts, and says why', async () => {
    const message: Record<string, RegExp> = {
      complex: /type <c16/,
      date: /type <M8\[D\]/,
      object: /type \|O/,
      structured: /structured values/,
    };
    for (const [name, data] of Object.entries(fixture.refused)) {
      const reading = failing(() => parseNpy('x.npy', Buffer.from(data, 'base64')));
      await assertFails(reading, { message: message[name], hint: /Save/ }, 'x.npy');
    }
    const whole = npyOf([2, 2], [1, 2, 3, 4]);
    await assertFails(
      failing(() => parseNpy('x.npy', whole.subarray(0, whole.length - 1))),
      { message: /ends before its array does/, hint: /cut off/ },
      'x.npy',
    );
    for (const bytes of [Buffer.from('a,b\n1,2\n'), new Uint8Array(), whole.subarray(0, 40)]) {
      await assertFails(
        failing(() => parseNpy('x.npy', bytes)),
        { message: /no \.npy file/, hint: /np\.save/ },
        'x.npy',
      );
    }
  });

  it('becomes a table: a record a row, the labels beside it, a row of NaN missing', () => {
    const table = read([3, 2], [1, 2, NaN, NaN, 3, 4], [1, 0, 1]);
    const { shape, values } = column(table, 'array', 'array');
    assert.deepEqual([shape, [...values]], [[2], [1, 2, NaN, NaN, 3, 4]]);
    const { codes, categories } = column(table, 'y.npy', 'categorical');
    assert.deepEqual(
      [[...codes], categories],
      [
        [1, 0, 1],
        ['0', '1'],
      ],
    );
    assert.deepEqual([...table.records.line], [1, 2, 3]);
    assert.notDeepEqual(table.records.hash.slice(0, 2), table.records.hash.slice(4, 6));
    assert.deepEqual(column(read([2, 2, 1], [1, 2, 3, 4], [0, 1]), 'array', 'array').shape, [2, 1]);
  });

  it('says what does not fit together', async () => {
    const y = { file: 'y.npy', message: /3 labels for 2 rows/, hint: /row i of one/ };
    await assertFails(
      failing(() => read([2, 1], [1, 2], [0, 1, 1])),
      y,
      y.file,
    );
    await assertFails(
      failing(() => read([2, 2], [1, 2, 3, Infinity], [0, 1])),
      { line: 2, message: /Row 1 holds Infinity at position 1/, hint: /finite/ },
      'x.npy',
    );
    await assertFails(
      failing(() => read([2, 2], [1, 2, 3, NaN], [0, 1])),
      { line: 2, message: /Row 1 holds NaN/, hint: /NaN alone counts as missing/ },
      'x.npy',
    );
    await assertFails(
      failing(() =>
        read([1, 2], [1, 2], undefined, { labelOptional: true, required: ['array'], shapes: { array: [3] } }),
      ),
      { message: /2 numbers a row, but the training array 3/, hint: /same model/ },
      'x.npy',
    );
    await assertFails(
      failing(() => read([2, 1], [1, 2], [4, 4])),
      { message: /same label/, hint: /two classes/ },
      'y.npy',
    );
  });
});
