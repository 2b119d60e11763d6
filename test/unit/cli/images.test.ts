import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ExplainDocument,
  InfoDocument,
  MislabelsDocument,
  PredictionsDocument,
  ValidateDocument,
} from '../../../extension/contract/documents';
import { writeDigits } from '../../data/digitImages';
import { writeFruits } from '../../data/fruitImages';
import { documentOn, runCli } from './run';
import { createWorkspace, type Workspace } from './workspace';

const CNN = `{ "train": "train", "test": "test", "features": { "image": { "size": 10 } },
  "model": { "type": "cnn",
    "filters": [3], "epochs": 10, "l2": 0.05 } }`;

describe('the command line on folders of images', () => {
  let digits: Workspace;
  let fruits: Workspace;

  before(() => {
    digits = createWorkspace();
    writeDigits(join(digits.folder, 'train'), [3, 5, 8], 0, 60);
    writeDigits(join(digits.folder, 'test'), [3, 5, 8], 60, 80);
    digits.write(
      'influence.json',
      '{ "train": "train", "test": "test", "model": { "type": "logistic", "l2": 0.05 } }',
    );
    fruits = createWorkspace();
    writeFruits(join(fruits.folder, 'fruits'), 24, 1);
    fruits.write(
      'influence.json',
      '{ "train": "fruits", "test": 0.25, "features": { "image": { "size": 12 } } }',
    );
  });
  after(() => {
    digits.remove();
    fruits.remove();
  });

  it('trains a convolutional network on them, and says with its place why it can see no other data', async () => {
    const { model, rows, solver } = await documentOn<ExplainDocument>(
      { ...digits, config: digits.write('cnn.influence.json', CNN) },
      'explain',
      '--test-row',
      '3',
    );
    assert.equal(model.type, 'cnn');
    assert.ok(model.testAccuracy! > 0.7, String(model.testAccuracy));
    assert.match(solver.reason, /Curvature: /);
    assert.ok(rows[0]!.file.startsWith('train/'), rows[0]!.file);
    const wrong = digits.write(
      'wrong.influence.json',
      CNN.replace('"filters"', '"imageShape": [10, 8], "filters"'),
    );
    const { code, stderr } = await runCli(['info', '--config', wrong], {
      env: { INFLUENCE_LENS_CACHE: digits.cache },
    });
    assert.equal(code, 1);
    assert.match(stderr, /wrong\.influence\.json:3 .*model\.imageShape has 10 × 8 = 80 numbers/);
  });

  it('shows what became of the images', async () => {
    const { columns, dataset, classCounts, model, notices } = await documentOn<InfoDocument>(digits, 'info');
    assert.deepEqual(
      columns.map(({ name, kind, features, shape }) => ({ name, kind, features, shape })),
      [
        { name: 'image', kind: 'image', features: 784, shape: [28, 28, 1] },
        { name: 'label', kind: 'label', features: 0, shape: undefined },
      ],
    );
    assert.deepEqual(classCounts, { '3': 60, '5': 60, '8': 60 });
    assert.deepEqual([dataset.train, dataset.test, dataset.testRows], ['train', 'test', 60]);
    assert.ok(model.testAccuracy! > 0.8, String(model.testAccuracy));
    assert.deepEqual(notices, []);
    const colour = await documentOn<InfoDocument>(fruits, 'info');
    assert.deepEqual(colour.columns[0].shape, [12, 12, 3]);
    assert.deepEqual([colour.dataset.rows, colour.dataset.testRows], [54, 18]);
    assert.ok(colour.model.testAccuracy! > 0.9, String(colour.model.testAccuracy));
  });

  it('explains a test image by files, with influences that cancel', async () => {
    const { rows, target, checks } = await documentOn<ExplainDocument>(
      digits,
      'explain',
      '--test-row',
      '21',
      '--all',
    );
    assert.deepEqual([target.file, target.line, target.label], ['test/5/00061.png', 1, '5']);
    assert.equal(rows.length, 180);
    assert.deepEqual(
      [0, 59, 60, 179].map((i) => [rows[i].row, rows[i].file, rows[i].line, rows[i].label]),
      [
        [0, 'train/3/00000.png', 1, '3'],
        [59, 'train/3/00059.png', 1, '3'],
        [60, 'train/5/00000.png', 1, '5'],
        [179, 'train/8/00059.png', 1, '8'],
      ],
    );
    const sum = rows.reduce((total, row) => total + row.influence, 0);
    const size = rows.reduce((total, row) => total + Math.abs(row.influence), 0);
    assert.ok(Math.abs(sum) < 1e-8 * size, `${sum} of ${size}`);
    assert.ok(checks.every(({ status }) => status !== 'fail'));
  });

  it('predicts what retraining without images does', async () => {
    const { agreement } = await documentOn<ValidateDocument>(
      digits,
      'validate',
      '--test-row',
      '21',
      '--rows',
      '8',
    );
    assert.ok(agreement.removalForecast!.all.r! > 0.999, String(agreement.removalForecast!.all.r));
  });

  it('explains an image file: as the test record that it is, or as one without a label', async () => {
    const inside = join(digits.folder, 'test', '5', '00061.png');
    const known = await documentOn<ExplainDocument>(digits, 'explain', '--input', inside);
    const record = await documentOn<ExplainDocument>(digits, 'explain', '--test-row', '21');
    assert.deepEqual([known.target.file, known.target.label], ['test/5/00061.png', '5']);
    assert.deepEqual(known.rows, record.rows);
    const outside = join(digits.folder, 'unknown.png');
    copyFileSync(inside, outside);
    const unknown = await documentOn<ExplainDocument>(digits, 'explain', '--input', outside, '--target', '5');
    assert.deepEqual([unknown.target.file, unknown.target.label], ['unknown.png', undefined]);
    assert.deepEqual(
      unknown.rows.map(({ row }) => row),
      record.rows.map(({ row }) => row),
    );
  });

  it('ranks images in the wrong folder first', async () => {
    const { folder } = fruits;
    const away = join(folder, 'fruits', 'plum', '002.jpg');
    const home = join(folder, 'fruits', 'lime', 'moved.jpg');
    renameSync(away, home);
    try {
      const { rows } = await documentOn<MislabelsDocument>(fruits, 'mislabels', '--top', '3', '--seed', '3');
      const found = rows.find(({ file }) => file === 'fruits/lime/moved.jpg');
      assert.equal(found?.suggested, 'plum');
      assert.equal(found.rank, 1);
    } finally {
      renameSync(home, away);
    }
  });

  it('lists predictions by file', async () => {
    const { rows } = await documentOn<PredictionsDocument>(digits, 'predictions', '--top', '2');
    for (const { file, preview, label } of rows) {
      assert.equal(file, `test/${preview}`);
      assert.ok(preview.startsWith(`${label}/`), preview);
    }
  });

  it('reads images that a column of a table names', async () => {
    const { folder } = fruits;
    const names = ['apple', 'lime', 'plum'].flatMap((fruit) =>
      Array.from({ length: 24 }, (_, i) => [
        fruit,
        `fruits/${fruit}/${String(i).padStart(3, '0')}.${i % 2 === 0 ? 'jpg' : 'png'}`,
      ]),
    );
    const lines = names.map(([fruit, path], i) => `${i % 5},${path},${fruit}`);
    lines[4] = '3,fruits/apple/none.png,apple';
    writeFileSync(join(folder, 'list.csv'), `weight,photo,fruit\n${lines.join('\n')}\n`);
    fruits.write(
      'list.influence.json',
      '{ "train": "list.csv", "test": 0.25, "label": "fruit", "features": { "columns": { "photo": "image" } } }',
    );
    const config = join(folder, 'list.influence.json');
    const { columns, notices, model } = await documentOn<InfoDocument>({ ...fruits, config }, 'info');
    assert.deepEqual(
      columns.map(({ name, kind, features, shape }) => [name, kind, features, shape]),
      [
        ['weight', 'numeric', 1, undefined],
        ['photo', 'image', 1728, [24, 24, 3]],
        ['fruit', 'label', 0, undefined],
      ],
    );
    assert.ok(model.testAccuracy! > 0.9, String(model.testAccuracy));
    const missing = notices.find(({ message }) => message.includes('taken as missing'));
    assert.match(missing?.message ?? '', /"fruits\/apple\/none\.png".*no such file/);
    assert.deepEqual([missing?.line, missing?.column], [6, 'photo']);
    const input = ['--input', join(folder, 'list.csv'), '--input-row', '0'];
    const { target } = await documentOn<ExplainDocument>({ ...fruits, config }, 'explain', ...input);
    assert.deepEqual([target.file, target.line], ['list.csv', 2]);
  });

  it('goes on without broken images, and says which they are', async () => {
    const broken = createWorkspace();
    try {
      writeDigits(join(broken.folder, 'train'), [3, 5], 0, 12);
      writeFileSync(join(broken.folder, 'train', '3', '00003.png'), 'broken');
      mkdirSync(join(broken.folder, 'train', '.thumbnails'));
      writeFileSync(join(broken.folder, 'train', '.thumbnails', '1.png'), 'broken');
      broken.write('influence.json', '{ "train": "train", "test": 0.25 }');
      const info = await runCli(['info', '--config', broken.config, '--no-cache']);
      assert.equal(info.code, 0, info.stderr);
      assert.match(info.stdout, /train\/3\/00003\.png: Skipped: it is neither PNG nor JPEG\./);
      assert.match(info.stdout, /28 × 28 pixels, grey, each from 0 to 1\./);
      assert.match(info.stdout, /Classes {3}3 \d+, 5 \d+/);
    } finally {
      broken.remove();
    }
  });
});
