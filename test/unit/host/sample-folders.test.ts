import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testCandidates } from '../../../extension/host/datasets/candidates';
import { readConfig } from '../../../extension/host/datasets/readConfig';
import {
  classFolders,
  holdsFile,
  imageFolders,
  namesFolder,
  sampleFolders,
} from '../../../extension/host/datasets/sampleFolders';
import type { Dataset } from '../../../extension/host/datasets/types';
import { withImageAddresses } from '../../../extension/host/panel/images';

const uri = (fsPath: string) => ({ fsPath }) as Dataset['config'];
const dataset = (train: string, more: Partial<Dataset> = {}): Dataset => ({
  config: uri('/d/influence.json'),
  name: 'd',
  train: uri(train),
  ...more,
});

describe('folders of samples in the editor', () => {
  it('tells folders from tables, and what lies in them', () => {
    assert.ok(namesFolder('/d/train') && namesFolder('/d/v1.2'));
    assert.ok(!namesFolder('/d/train.csv') && !namesFolder('/d/a.PARQUET') && !namesFolder('/d/x.npy'));
    assert.ok(holdsFile('/d/train', '/d/train/cat/1.png'));
    assert.ok(holdsFile('/d/train.csv', '/d/train.csv'));
    assert.ok(!holdsFile('/d/train', '/d/training/cat/1.png'));
    assert.ok(!holdsFile('/d/train.csv', '/d/train.csv/1.png'));
    assert.ok(!holdsFile(undefined, '/d/train/cat/1.png'));
  });

  it('finds folders of images by their classes, the one with the most images first', () => {
    const small = ['/w/b/x/1.png', '/w/b/y/1.png'];
    const large = ['/w/a/x/1.png', '/w/a/y/1.png', '/w/a/y/2.png'];
    assert.deepEqual(classFolders([...small, '/w/icons/1.png', ...large]), ['/w/a', '/w/b']);
  });

  it('offers folders as test data of folders, and tables for tables', () => {
    const siblings = ['/w/test', '/w/test.csv', '/w/test.parquet', '/w/notes', '/w/train'];
    assert.deepEqual(testCandidates('/w/train', siblings), ['/w/test']);
    assert.deepEqual(testCandidates('/w/train.csv', siblings), ['/w/test.csv', '/w/test.parquet']);
  });

  it('lists the folders in which a sample can be explained', async () => {
    const root = mkdtempSync(join(tmpdir(), 'lens-folders-'));
    try {
      mkdirSync(join(root, 'train', 'cat'), { recursive: true });
      mkdirSync(join(root, 'train', '.hidden'));
      writeFileSync(join(root, 'train.csv'), '');
      const found = await sampleFolders([
        dataset(join(root, 'train'), { test: uri(join(root, 'none')) }),
        dataset(join(root, 'train.csv')),
      ]);
      assert.deepEqual(found, [join(root, 'train'), join(root, 'train', 'cat')]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('lets a panel read the images of its dataset and nothing else', () => {
    assert.deepEqual(imageFolders(dataset('/d/train', { test: uri('/d/test') })), ['/d/train', '/d/test']);
    assert.deepEqual(imageFolders(dataset('/d/train.csv')), []);
    assert.deepEqual(imageFolders(dataset('/d/train.csv', { hasImageColumns: true })), ['/d']);
    const config = (kind: string) =>
      readConfig(`{ "train": "a.csv", "features": { "columns": { "photo": "${kind}" } } }`, 'influence.json');
    assert.equal(config('image').hasImageColumns, true);
    assert.equal(config('text').hasImageColumns, undefined);
  });

  it('gives records with an image its address, by their own file or by a cell', () => {
    const columns = [
      { name: 'photo', kind: 'image' as const, std: null },
      { name: 'label', kind: 'label' as const, std: null },
    ];
    const record = (file: string, cell: string) => ({
      ref: { set: 'train' as const, row: 0 },
      place: { file, row: 0, line: 1, start: 0, end: 1, hash: '' },
      cells: [cell, 'x'],
    });
    const records = [
      record('/d/train/cat/1.png', 'cat/1.png'),
      record('/d/list.csv', 'photos/2.jpg'),
      record('/d/list.csv', ''),
    ];
    const images = (kinds: typeof columns) =>
      withImageAddresses(records, kinds, (file) => `at:${file}`).map(({ image }) => image);
    assert.deepEqual(images(columns), ['at:/d/train/cat/1.png', 'at:/d/photos/2.jpg', undefined]);
    assert.deepEqual(images(columns.slice(1)), [undefined, undefined, undefined]);
  });
});
