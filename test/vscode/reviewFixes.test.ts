import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { answering, makeReviewed, withWrongLabels, type Reviewed } from './reviewSupport';
import { eventually, removeFolder, workspacePath } from './support';

type Encode = (text: string) => Uint8Array;
const utf8: Encode = (text) => new TextEncoder().encode(text);
const utf16le: Encode = (text) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));

/** The file with the labels of some records swapped, by record index. */
function swapped(rows: readonly string[], records: readonly number[], lineEnd: string): string {
  return rows
    .map((row, i) =>
      records.includes(i - 1)
        ? row.replace(
            /,("?)(yes|no)("?),/,
            (_, a: string, label: string, b: string) => `,${a}${label === 'yes' ? 'no' : 'yes'}${b},`,
          )
        : row,
    )
    .map((row) => row + lineEnd)
    .join('');
}

describe('fixing labels in the file', () => {
  let made: Reviewed | undefined;
  let folder = '';
  let folders = 0;
  beforeEach(() => {
    // The editor may still hold a document of the test before, in another encoding.
    folder = `fixed-${++folders}`;
  });
  afterEach(async function () {
    this.timeout(120_000);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await removeFolder(folder);
    made = undefined;
  });

  const files: [string, string, Encode][] = [
    ['CRLF and a byte order mark', '\r\n', (text) => utf8(`\uFEFF${text}`)],
    ['UTF-16', '\n', utf16le],
    ['UTF-16 and CRLF', '\r\n', utf16le],
  ];
  for (const [name, lineEnd, encode] of files) {
    it(`keeps ${name}, quotes and line breaks in cells`, async () => {
      const rows = withWrongLabels(60).map((row, i) =>
        i === 0 ? row : row.replace('a ""b""', `ä${lineEnd}""b""`),
      );
      const bytes = encode(swapped(rows, [], lineEnd));
      made = await makeReviewed(folder, rows, bytes);
      const { queue, result } = await made.find();
      const batch = [...queue.subarray(0, 3)];
      const { refused } = await made.decide(batch, { kind: 'fix' });
      assert.deepEqual(refused, []);
      assert.deepEqual([...(await made.review()).decided.keys()].sort(), [...batch].sort());
      const document = await vscode.workspace.openTextDocument(made.train);
      await vscode.window.showTextDocument(document);
      assert.equal(await document.save(), true);
      const records = batch.map((position) => result!.training.row[position]!);
      assert.deepEqual(await made.bytes(), Buffer.from(encode(swapped(rows, records, lineEnd))));
      await vscode.commands.executeCommand('undo');
      assert.equal(await document.save(), true);
      assert.deepEqual(await made.bytes(), Buffer.from(bytes));
    });
  }

  it('does not let the editor save a file whose line ends it would change', async () => {
    const rows = withWrongLabels(60).map((row, i) => (i === 0 ? row : row.replace('a ', 'a\n')));
    const before = swapped(rows, [], '\r\n');
    made = await makeReviewed(folder, rows, utf8(before));
    const { queue, result } = await made.find();
    const position = queue[0]!;
    const { asked } = await answering(() => made!.decide([position], { kind: 'fix' }));
    assert.match(asked.join(), /straight to train\.csv/);
    const record = result!.training.row[position]!;
    assert.equal((await made.bytes()).toString(), swapped(rows, [record], '\r\n'));
    const backup = (await readdir(workspacePath(folder))).find((name) => name.includes('.backup-'));
    assert.equal(await readFile(workspacePath(folder, backup!), 'utf8'), before);
    await eventually('the fix counts', async () => (await made!.review()).decided.has(position));
    await answering(() => made!.decide([position], { kind: 'reopen' }));
    assert.equal((await made.bytes()).toString(), before);
    assert.deepEqual(await made.written(), []);
  });

  it('changes nothing when the question is declined', async () => {
    const rows = withWrongLabels(60).map((row, i) => (i === 0 ? row : row.replace('a ', 'a\n')));
    const before = swapped(rows, [], '\r\n');
    made = await makeReviewed(folder, rows, utf8(before));
    const { queue } = await made.find();
    const task = () => made!.decide([queue[0]!], { kind: 'fix' });
    await assert.rejects(
      answering(task, () => undefined),
      { code: 'cancelled' },
    );
    assert.equal((await made.bytes()).toString(), before);
    assert.deepEqual(await made.written(), []);
  });

  it('writes files that are too large for the editor, after asking, with a backup', async function () {
    this.timeout(180_000);
    const wide = 'z'.repeat(20_000);
    const rows = withWrongLabels(2_700).map((row, i) => (i === 0 ? row : row.replace('a ', `${wide} `)));
    const before = swapped(rows, [], '\n');
    assert.ok(before.length > 50 * 1024 * 1024);
    made = await makeReviewed(folder, rows, utf8(before));
    const { queue, result } = await made.find();
    const batch = [...queue.subarray(0, 2)];
    const { result: outcome, asked } = await answering(() => made!.decide(batch, { kind: 'fix' }));
    assert.deepEqual(outcome, { done: batch, refused: [] });
    assert.equal(asked.length, 1);
    const records = batch.map((position) => result!.training.row[position]!);
    assert.ok((await made.bytes()).equals(Buffer.from(swapped(rows, records, '\n'))));
    assert.equal(
      (await readdir(workspacePath(folder))).filter((name) => name.includes('.backup-')).length,
      1,
    );
    await eventually('the fixes count', async () => (await made!.review()).decided.size === 2);
  });
});
