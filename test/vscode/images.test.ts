import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { writeFruits } from '../data/fruitImages';
import { eventually, makeDataset, removeFolder, services, workspacePath } from './support';

describe('a folder of images', () => {
  const FOLDER = 'fruits';
  const image = workspacePath(FOLDER, 'test', 'lime', '001.png');

  before(async () => {
    writeFruits(workspacePath(FOLDER, 'train'), 20, 1);
    writeFruits(workspacePath(FOLDER, 'test'), 4, 2);
    await makeDataset(FOLDER, { 'influence.json': '{ "train": "train", "test": "test" }' });
  });
  after(() => removeFolder(FOLDER));

  it('is a dataset that its files belong to', async () => {
    const { datasets } = await services();
    const [found] = datasets.using(vscode.Uri.file(image));
    assert.equal(found?.config.fsPath, workspacePath(FOLDER, 'influence.json'));
    assert.deepEqual(datasets.using(vscode.Uri.file(workspacePath(FOLDER, 'other.png'))), []);
  });

  it('explains a test image from the Explorer, with its label', async () => {
    const { recent } = await services();
    await vscode.commands.executeCommand('influence.explainFile', vscode.Uri.file(image));
    const [shown] = await eventually(
      'the explanation',
      () => {
        const found = recent.all.filter(({ target }) => target.file === image);
        return found.length > 0 && found;
      },
      60_000,
    );
    assert.match(shown!.title, /^001\.png: .*lime/);
  });

  it('opens the image of a row in the editor for images', async () => {
    const { engine, openRecord } = await services();
    const config = workspacePath(FOLDER, 'influence.json');
    const [record] = await engine.request('cells', { dataset: { config }, refs: [{ set: 'train', row: 0 }] });
    assert.equal(record!.place.file, workspacePath(FOLDER, 'train', 'apple', '000.jpg'));
    await openRecord(record!.place);
    await eventually('the image', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label === '000.jpg'),
    );
  });

  it('is inspected for setting up, by its sub-folders', async () => {
    const { engine } = await services();
    const found = await engine.request('inspect', { file: join(workspacePath(FOLDER), 'train') });
    assert.equal(found.rows, 60);
    assert.deepEqual(
      found.columns.map(({ name, kind, distinct }) => [name, kind, distinct]),
      [
        ['image', 'image', 60],
        ['label', 'categorical', 3],
      ],
    );
  });
});
