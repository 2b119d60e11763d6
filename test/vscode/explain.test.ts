import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { RecordPlace } from '../../extension/contract/records';
import {
  CONFIG,
  csv,
  eventually,
  makeDataset,
  open,
  removeFolder,
  services,
  twoClasses,
  workspacePath,
} from './support';

function panels(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('influence.panel'),
    );
}

describe('explaining a prediction', () => {
  const rows = twoClasses(40).map((row, i) => (i === 0 ? `${row},note` : `${row},"a\nb ${i}"`));
  const config = CONFIG.replace('\n}', ',\n  "features": { "exclude": ["note"] }\n}');

  before(() =>
    makeDataset('explained', {
      'train.csv': csv(rows),
      'test.csv': csv(rows.slice(0, 11)),
      'influence.json': config,
    }),
  );
  after(() => removeFolder('explained'));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const latest = async () => (await services()).recent.all[0]!;

  it('opens the panel for the row under the cursor, wherever in the row that is', async () => {
    const editor = await open(workspacePath('explained', 'test.csv'));
    editor.selection = new vscode.Selection(6, 1, 6, 1);
    await vscode.commands.executeCommand('influence.explainRow');
    await eventually('the panel', () => panels().length === 1);
    assert.deepEqual((await latest()).target, { set: 'test', row: 2 });
  });

  it('opens the panel for a training row by its lens', async () => {
    const { document } = await open(workspacePath('explained', 'train.csv'));
    await vscode.commands.executeCommand('influence.explainRow', { uri: document.uri.toString(), line: 9 });
    await eventually('the panel', () => panels().length === 1);
    assert.deepEqual((await latest()).target, { set: 'train', row: 4 });
  });

  it('goes straight on for a sample file of one record', async () => {
    const sample = workspacePath('explained', 'sample.jsonl');
    await writeFile(sample, '{"x": 0.3, "y": 0.1}\n');
    // Two datasets are in the workspace: which one explains a file of neither is asked, the nearest first.
    const asked = vscode.commands.executeCommand('influence.explainFile', vscode.Uri.file(sample));
    await eventually('the list of datasets', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return panels().length === 1;
    });
    await asked;
    const { target, choice } = await latest();
    assert.equal(target.set, 'input');
    assert.equal(target.file, sample);
    assert.deepEqual(choice, { by: 'prediction' });
  });

  it('keeps the panel in sight when a record is opened from it, also where it stood alone', async () => {
    const { recent, openRecord, engine } = await services();
    recent.add({
      dataset: { config: workspacePath('explained', 'influence.json') },
      target: { set: 'test', row: 0 },
      choice: { by: 'label' },
      title: 'Row 0',
    });
    await vscode.commands.executeCommand('influence.explainRecent', { index: 0 });
    await eventually('the panel', () => panels().length === 1);
    const place = await engine.request('recordAt', {
      file: workspacePath('explained', 'train.csv'),
      line: 4,
    });
    await openRecord(place!, { preserveFocus: true });
    const active = () => vscode.window.tabGroups.all.map(({ activeTab }) => activeTab?.label);
    await eventually('both', () => active().includes('train.csv'));
    assert.deepEqual(active(), ['Explain test row 0', 'train.csv']);
    await openRecord(place!, { preserveFocus: true });
    assert.equal(active().length, 2);
  });

  it('lists the test rows and explains the worst predicted by Enter', async () => {
    await open(workspacePath('explained', 'train.csv'));
    const { recent } = await services();
    recent.clear();
    const asked = vscode.commands.executeCommand('influence.explainPrediction');
    await eventually('the panel', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return panels().length === 1;
    });
    await asked;
    const { target } = await latest();
    const { targets, datasets } = await services();
    const list = targets.peek(datasets.get(workspacePath('explained', 'influence.json'))!, 'test')!;
    const worst = list.loss.indexOf(Math.max(...list.loss));
    assert.deepEqual(target, { set: 'test', row: list.row[worst] });
  });
});

describe('opening a record', () => {
  const rows = twoClasses(30).map((row, i) => (i === 0 ? `${row},note` : `${row},"a\nb ${i}"`));
  rows[21] = rows[20]!;
  const train = () => workspacePath('opened', 'train.csv');
  const placeOf = async (line: number): Promise<RecordPlace> => {
    const { engine } = await services();
    const place = await engine.request('recordAt', { file: train(), line });
    assert.ok(place);
    return place;
  };
  const selected = () => {
    const { document, selection } = vscode.window.activeTextEditor!;
    return document.getText(selection);
  };

  beforeEach(() =>
    makeDataset('opened', { 'train.csv': csv(rows), 'test.csv': csv(rows), 'influence.json': CONFIG }),
  );
  afterEach(() => removeFolder('opened'));

  it('selects all of its lines', async () => {
    const { openRecord } = await services();
    await openRecord(await placeOf(4));
    assert.equal(selected(), rows[2]);
    assert.equal(vscode.window.activeTextEditor!.selection.start.line, 3);
  });

  it('finds it where it moved on disk', async () => {
    const { openRecord } = await services();
    const place = await placeOf(8);
    await writeFile(train(), csv([rows[0]!, '9,9,yes,"new"', ...rows.slice(1)]));
    await openRecord(place);
    assert.equal(vscode.window.activeTextEditor!.selection.start.line, place.line);
    assert.equal(selected(), rows[4]);
  });

  it('finds it in a document with edits that are not saved', async () => {
    const { openRecord } = await services();
    const place = await placeOf(8);
    const editor = await open(train());
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '9,9,yes,"new"\n'));
    await openRecord(place);
    assert.equal(selected(), rows[4]);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('refuses a row that is edited, and one that is gone', async () => {
    const { openRecord } = await services();
    const place = await placeOf(8);
    const editor = await open(train());
    await editor.edit((edit) => edit.insert(new vscode.Position(place.line - 1, 0), '1'));
    await assert.rejects(openRecord(place), /changed or removed by edits/);
    await editor.document.save();
    await assert.rejects(openRecord(place), { code: 'stale' });
  });

  it('tells identical rows apart by their place', async () => {
    const { openRecord } = await services();
    await openRecord(await placeOf(42));
    assert.equal(vscode.window.activeTextEditor!.selection.start.line, 41);
    await openRecord(await placeOf(40));
    assert.equal(vscode.window.activeTextEditor!.selection.start.line, 39);
  });

  it('opens files that are too large for extensions', async function () {
    this.timeout(120_000);
    const { openRecord } = await services();
    const wide = 'z'.repeat(1000);
    const large = workspacePath('opened', 'large.csv');
    await writeFile(
      large,
      `x,note\n${Array.from({ length: 54_000 }, (_, i) => `${i},"${wide}\n"`).join('\n')}\n`,
    );
    const { engine } = await services();
    const place = await engine.request('recordAt', { file: large, line: 90_000 });
    assert.ok(place);
    await openRecord(place);
    await eventually(
      'a tab',
      () =>
        vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputText &&
        vscode.window.tabGroups.activeTabGroup.activeTab.label === 'large.csv',
    );
  });
});
