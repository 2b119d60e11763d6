/** Two workspace folders, north and south, each with a folder `data` that holds a dataset; south has a second one. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, open, services } from '../support';

const root = (name: string) => vscode.workspace.workspaceFolders!.find((folder) => folder.name === name)!;
const inside = (name: string, ...parts: string[]) => join(root(name).uri.fsPath, ...parts);

describe('several workspace folders', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('show the datasets of all of them, told apart by name', async () => {
    const { datasets } = await services();
    assert.deepEqual(datasets.all.map(({ name }) => name).sort(), [
      'data (north/data/influence.json)',
      'data (south/data/influence.json)',
      'spare',
    ]);
  });

  it('explain a row with the dataset of its own file, without a question', async () => {
    const { recent } = await services();
    for (const name of ['south', 'north']) {
      const editor = await open(inside(name, 'data', 'test.csv'));
      editor.selection = new vscode.Selection(3, 0, 3, 0);
      await vscode.commands.executeCommand('influence.explainRow');
      const { dataset, target } = recent.all[0]!;
      assert.equal(dataset.config, inside(name, 'data', 'influence.json'));
      assert.deepEqual(target, { set: 'test', row: 2 });
    }
  });

  it('take the dataset of the file that is open for what names no other', async () => {
    const { recent } = await services();
    recent.clear();
    await open(inside('south', 'data', 'spare.csv'));
    const asked = vscode.commands.executeCommand('influence.explainPrediction');
    await eventually('the explanation', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return recent.all.length === 1;
    });
    await asked;
    assert.equal(recent.all[0]!.dataset.config, inside('south', 'data', 'spare.influence.json'));
  });

  it('keep the flags of each dataset beside it', async () => {
    const { flags } = await services();
    const editor = await open(inside('south', 'data', 'train.csv'));
    const row = { uri: editor.document.uri.toString(), line: 5 };
    await vscode.commands.executeCommand('influence.toggleFlag', row);
    const config = inside('south', 'data', 'influence.json');
    await eventually('the flag', () => flags.of(config).length === 1);
    assert.ok(existsSync(inside('south', 'data', 'influence-flags.jsonl')));
    assert.deepEqual(flags.of(inside('north', 'data', 'influence.json')), []);
    assert.ok(!existsSync(inside('north', 'data', 'influence-flags.jsonl')));
    await vscode.commands.executeCommand('influence.toggleFlag', row);
    await eventually('no flag', () => flags.of(config).length === 0);
  });

  it('forget the datasets of a folder that is taken out, and find them when it is back', async () => {
    const { datasets } = await services();
    const { uri, index, name } = root('south');
    assert.ok(vscode.workspace.updateWorkspaceFolders(index, 1));
    await eventually('the datasets of one folder', () => datasets.all.length === 1);
    assert.equal(datasets.all[0]!.name, 'data');
    assert.ok(vscode.workspace.updateWorkspaceFolders(index, 0, { uri, name }));
    await eventually('the datasets of both folders', () => datasets.all.length === 3);
  });
});
