import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import {
  CONFIG,
  csv,
  eventually,
  freshScores,
  lenses,
  makeDataset,
  open,
  removeFolder,
  services,
  twoClasses,
  workspacePath,
} from './support';

const ROWS = 50_000;

async function lensTexts(uri: vscode.Uri): Promise<Map<number, string[]>> {
  const texts = new Map<number, string[]>();
  for (const { range, command } of await lenses(uri)) {
    const line = range.start.line;
    texts.set(line, [...(texts.get(line) ?? []), command?.title ?? '']);
  }
  return texts;
}

describe('self-influence on the rows of a training file', () => {
  const rows = twoClasses(60);
  let config: string;

  before(async () => {
    config = await makeDataset('scored', {
      'train.csv': csv(rows),
      'test.csv': csv(rows.slice(0, 20)),
      'influence.json': CONFIG,
    });
  });
  after(() => removeFolder('scored'));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('stands above every row of a small file, with the rank and what can be done', async () => {
    const { document } = await open(workspacePath('scored', 'train.csv'));
    const { result } = await freshScores(config);
    const texts = await lensTexts(document.uri);
    assert.equal(texts.size, 60);
    const top = result.order[0]!;
    assert.deepEqual(texts.get(result.training.line[top]! - 1)?.slice(1), ['Explain', 'Flag']);
    assert.match(texts.get(result.training.line[top]! - 1)![0]!, /^Self-influence [\d.e−]+ · #1 of 60$/);
  });

  it('says that it is stale while the file is edited, follows its row, and is fresh again after undo', async () => {
    const editor = await open(workspacePath('scored', 'train.csv'));
    const { uri } = editor.document;
    await freshScores(config);
    const before = await lensTexts(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '0.1,0.2,yes\n'));
    const after = await lensTexts(uri);
    assert.equal(after.get(11)?.[0], `${before.get(10)![0]!} · stale`);
    assert.match(after.get(0)!.join(), /before the last edits.*Save and Refit/);
    assert.equal(after.get(1), undefined, 'the new row has no score');
    await vscode.commands.executeCommand('undo');
    await eventually('fresh lenses', async () => (await lensTexts(uri)).get(10)?.[0] === before.get(10)![0]);
  });

  it('is left out on a row that is edited', async () => {
    const editor = await open(workspacePath('scored', 'train.csv'));
    await freshScores(config);
    await editor.edit((edit) => edit.insert(new vscode.Position(5, 0), '1'));
    const texts = await lensTexts(editor.document.uri);
    assert.equal(texts.get(5), undefined);
    assert.match(texts.get(6)![0]!, /stale$/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('is computed again by "Save and Refit"', async () => {
    const editor = await open(workspacePath('scored', 'train.csv'));
    await freshScores(config);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '0.3,0.2,yes\n'));
    await vscode.commands.executeCommand('influence.refit', { config });
    assert.equal(editor.document.isDirty, false);
    assert.equal((await freshScores(config)).ranks.length, 61);
    const texts = await lensTexts(editor.document.uri);
    assert.match(texts.get(1)![0]!, /of 61$/);
  });

  it('is computed again when another program changes the file, and never shown as fresh meanwhile', async () => {
    const { document } = await open(workspacePath('scored', 'train.csv'));
    await freshScores(config);
    await writeFile(workspacePath('scored', 'train.csv'), csv(rows.slice(0, 41)));
    await eventually('scores of 40 rows', async () => (await freshScores(config)).ranks.length === 40);
    // The editor loads the file in its own time; until then its lenses may say that they are old, and nothing else.
    await eventually('lenses of 40 rows', async () => {
      const titles = [...(await lensTexts(document.uri)).values()].map(([title]) => title!);
      for (const title of titles) assert.doesNotMatch(title, /of 60$/);
      return titles.length > 1 && titles.every((title) => title.endsWith('of 40'));
    });
  });

  it('is told by a hover', async () => {
    const { document } = await open(workspacePath('scored', 'train.csv'));
    await freshScores(config);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(3, 2),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value))
      .join('\n');
    assert.match(text, /Self-influence .*Held out/s);
    assert.match(text, /command:influence\.explainRow/);
  });

  it('follows the setting', async () => {
    const { document } = await open(workspacePath('scored', 'train.csv'));
    await freshScores(config);
    const settings = vscode.workspace.getConfiguration('influence');
    await settings.update('codeLens', 'off', vscode.ConfigurationTarget.Global);
    try {
      assert.equal((await lenses(document.uri)).length, 0);
    } finally {
      await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('rows that span lines and rows held out from one file', () => {
  after(() => removeFolder('spanning'));

  it('have their lens on their first line, and held-out ones none', async () => {
    const rows = twoClasses(60).map((row, i) => (i === 0 ? `${row},note` : `${row},"first\n${i}"`));
    const config = await makeDataset('spanning', {
      'train.csv': csv(rows),
      'influence.json':
        '{"train": "train.csv", "test": 0.25, "label": "label", "features": {"exclude": ["note"]}}',
    });
    const { document } = await open(workspacePath('spanning', 'train.csv'));
    const scores = await freshScores(config);
    assert.equal(scores.ranks.length, 45);
    const texts = await lensTexts(document.uri);
    assert.equal(texts.size, 45);
    for (const line of texts.keys()) assert.match(document.lineAt(line).text, /^-?\d/);
    const heldOut = scores.heldOut!.line[0]!;
    assert.equal(texts.has(heldOut - 1), false);
    const at = scores.rows.at(heldOut + 1);
    assert.deepEqual([at?.set, at?.line], ['test', heldOut]);
  });
});

describe(`typing in a file of ${ROWS} rows`, () => {
  after(() => removeFolder('large'));

  it('costs a look at the edited places, not at the file', async () => {
    const { documents } = await services();
    const rows = twoClasses(ROWS);
    const config = await makeDataset('large', {
      'train.csv': csv(rows),
      'test.csv': csv(rows.slice(0, 20)),
      'influence.json': CONFIG,
    });
    const editor = await open(workspacePath('large', 'train.csv'));
    const { document } = editor;
    await eventually('scores', async () => (await freshScores(config)).ranks.length === ROWS, 60_000);
    const log = documents.log(document.uri)!;
    const reads = documents.fullReads;
    for (let i = 0; i < 40; i++) {
      const line = 25_000 + 100 * (i % 4);
      await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), '1'), {
        undoStopBefore: false,
        undoStopAfter: false,
      });
      assert.ok((await lenses(document.uri)).length <= 3 * 200 + 2);
    }
    assert.equal(log.sinceBase.length, 4, 'four edited places, however often they were edited');
    assert.equal(documents.fullReads, reads, 'the document was not read as a whole');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
