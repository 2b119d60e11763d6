import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  CONFIG,
  csv,
  eventually,
  makeDataset,
  removeFolder,
  services,
  twoClasses,
  workspacePath,
} from './support';

describe('datasets of the workspace', () => {
  afterEach(() => removeFolder('made'));

  it('are found with their files', async () => {
    const { datasets } = await services();
    const iris = datasets.get(workspacePath('iris', 'influence.json'));
    assert.ok(iris);
    assert.equal(iris.name, 'iris');
    assert.equal(iris.train?.fsPath, workspacePath('iris', 'train.csv'));
    assert.equal(iris.test?.fsPath, workspacePath('iris', 'test.csv'));
    assert.equal(iris.label, 'species');
    assert.deepEqual(datasets.using(iris.test!), [iris]);
    assert.deepEqual(datasets.using(vscode.Uri.file(workspacePath('other.csv'))), []);
  });

  it('come and go with their files, several in one folder', async () => {
    const { datasets } = await services();
    const rows = csv(twoClasses(20));
    await makeDataset('made', { 'train.csv': rows, 'test.csv': rows, 'influence.json': CONFIG });
    const second = await makeDataset('made', { 'b.influence.json': CONFIG });
    assert.deepEqual(datasets.all.map(({ name }) => name).sort(), ['b', 'iris', 'made']);
    assert.equal(datasets.using(vscode.Uri.file(workspacePath('made', 'train.csv'))).length, 2);
    // Through the editor, as its Explorer does: a watcher of the disk alone may be slow.
    await vscode.workspace.fs.delete(vscode.Uri.file(second));
    await eventually('the dataset is gone', () => !datasets.get(second));
  });

  it('remember which one is active', async () => {
    const { datasets } = await services();
    const rows = csv(twoClasses(20));
    const config = await makeDataset('made', {
      'train.csv': rows,
      'test.csv': rows,
      'influence.json': CONFIG,
    });
    await vscode.commands.executeCommand('influence.chooseDataset', { config });
    assert.equal(datasets.active?.config.fsPath, config);
    await datasets.setActive(datasets.get(workspacePath('iris', 'influence.json'))!);
    assert.equal(datasets.active?.name, 'iris');
  });

  it('show what is wrong with an influence.json at its place', async () => {
    await services();
    const rows = csv(twoClasses(20));
    const config = await makeDataset('made', {
      'train.csv': rows,
      'test.csv': rows,
      'influence.json':
        '{\n  "train": "train.csv",\n  "test": "test.csv",\n  "label": "label",\n  "tset": 0.2\n}\n',
    });
    const uri = vscode.Uri.file(config);
    const editor = await vscode.window.showTextDocument(uri);
    const [problem] = await eventually('a problem', () => {
      const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Influence');
      return found.length > 0 && found;
    });
    assert.equal(problem!.range.start.line, 4);
    assert.match(problem!.message, /tset/);
    const { range } = editor.document.lineAt(4);
    await editor.edit((edit) => edit.replace(range, '  "seed": 1'));
    await editor.document.save();
    await eventually('no problem any more', () =>
      vscode.languages.getDiagnostics(uri).every(({ source }) => source !== 'Influence'),
    );
  });
});

describe('the commands', () => {
  it('are those that package.json declares', async () => {
    await services();
    const { packageJSON } = vscode.extensions.getExtension('influence-lens.influence-lens')!;
    const declared = (packageJSON as { contributes: { commands: { command: string }[] } }).contributes
      .commands;
    const registered = await vscode.commands.getCommands(true);
    for (const { command } of declared) assert.ok(registered.includes(command), command);
  });
});
