import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { FLAGS } from '../../extension/contract/flags';
import { parseSidecar } from '../../extension/contract/sidecar';
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

describe('flagging a row', () => {
  const rows = twoClasses(40);
  const train = () => workspacePath('flagged', 'train.csv');
  const file = () => workspacePath('flagged', 'influence-flags.jsonl');
  const uri = () => vscode.Uri.file(train());
  const written = async () =>
    existsSync(file()) ? parseSidecar(FLAGS, await readFile(file(), 'utf8'), file()) : [];
  const toggle = (line: number) =>
    vscode.commands.executeCommand('influence.toggleFlag', { uri: uri().toString(), line });
  const problems = () => vscode.languages.getDiagnostics(uri()).filter(({ code }) => code === 'flagged');
  let config: string;

  beforeEach(async () => {
    const lines = [...rows];
    lines[30] = lines[31]!;
    config = await makeDataset('flagged', {
      'train.csv': csv(lines),
      'test.csv': csv(rows),
      'influence.json': CONFIG,
    });
  });
  afterEach(() => removeFolder('flagged'));

  it('is remembered in a file, listed in Problems, and undone', async () => {
    await open(train());
    await toggle(5);
    const [flag, ...others] = await written();
    assert.equal(others.length, 0);
    assert.deepEqual([flag!.file, flag!.row, flag!.line, flag!.flag], ['train.csv', 4, 6, 'mislabel']);
    const [problem] = problems();
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(problem?.range.start.line, 5);
    await toggle(5);
    assert.deepEqual(await written(), []);
    assert.equal(problems().length, 0);
  });

  it('offers quick fixes that work', async () => {
    const { document } = await open(train());
    await toggle(7);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(7, 0, 7, 1),
    );
    const fix = actions.find(({ title }) => title.startsWith('Remove'));
    assert.ok(fix?.command);
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    assert.deepEqual(await written(), []);
  });

  it('follows the row when lines are inserted above, before and after saving', async () => {
    const editor = await open(train());
    await toggle(9);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '9,9,yes\n'));
    await toggle(10);
    assert.deepEqual(await written(), [], 'the flagged row moved down by one line');
    await toggle(10);
    await editor.document.save();
    await eventually('the flag on its new line', () => problems()[0]?.range.start.line === 10);
  });

  it('tells identical rows apart', async () => {
    await open(train());
    await toggle(31);
    const { flags } = await services();
    assert.deepEqual(
      (await written()).map(({ row }) => row),
      [30],
    );
    await toggle(30);
    assert.deepEqual(
      (await written()).map(({ row }) => row),
      [29, 30],
    );
    assert.deepEqual(
      flags.of(config).map(({ place }) => place?.row),
      [29, 30],
    );
  });

  it('takes what others write to the file, and loses none of it', async () => {
    const { flags } = await services();
    await open(train());
    await toggle(5);
    const [flag] = await written();
    await toggle(8);
    const theirs = { ...flag!, note: 'asked the author', reviewer: 'someone' };
    await writeFile(file(), `${JSON.stringify(theirs)}\n`);
    await eventually(
      'the flags of the file',
      () => flags.of(config).length === 1 && flags.of(config)[0]!.entry.note,
    );
    await toggle(11);
    assert.deepEqual(
      (await written()).map(({ row, ['reviewer']: who }) => [row, who]),
      [
        [4, 'someone'],
        [10, undefined],
      ],
    );
  });

  it('does not touch a file that holds a merge conflict', async () => {
    await open(train());
    await toggle(5);
    const conflict = `<<<<<<< ours\n${await readFile(file(), 'utf8')}=======\n>>>>>>> theirs\n`;
    await writeFile(file(), conflict);
    await toggle(9);
    assert.equal(await readFile(file(), 'utf8'), conflict);
  });

  it('says that it lost a row whose content changed', async () => {
    const { flags } = await services();
    const editor = await open(train());
    await toggle(5);
    await editor.edit((edit) => edit.insert(new vscode.Position(5, 0), '1'));
    await editor.document.save();
    const lost = await eventually('a lost flag', () => flags.of(config)[0]?.lost);
    assert.match(lost, /changed|gone/);
    assert.equal(problems().length, 0);
    assert.equal((await written()).length, 1, 'it stays in the file');
  });
});
