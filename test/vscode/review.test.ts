import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { makeReviewed, withWrongLabels, type Reviewed } from './reviewSupport';
import { eventually, open, removeFolder, services, workspacePath } from './support';

describe('reviewing suspected mislabels', () => {
  const rows = withWrongLabels(60);
  let made: Reviewed;

  beforeEach(async () => {
    made = await makeReviewed('reviewed', rows);
  });
  afterEach(async () => {
    await vscode.window.showTextDocument(made.train);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await removeFolder('reviewed');
  });

  it('finds them worst first, and fixes one so that undo leaves every byte and takes the decision back', async () => {
    const { queue, suspects } = await made.find();
    assert.equal(queue.length, 60);
    assert.ok(suspects >= 4 && suspects < 20, String(suspects));
    const bytes = await made.bytes();
    const position = queue[0]!;
    const outcome = await made.decide([position], { kind: 'fix' });
    assert.deepEqual([outcome.done, outcome.refused], [[position], []]);
    const document = await vscode.workspace.openTextDocument(made.train);
    assert.equal(document.isDirty, true);
    const fixed = document.lineAt(await made.line(position)).text;
    assert.match(fixed, new RegExp(`,"?${await made.suggestion(position)}"?,"a`));
    const [entry] = await made.written();
    assert.equal(entry!.decision, 'fixed');
    assert.equal(entry!.by, undefined);
    assert.equal((await made.review()).queue.length, 59);
    assert.equal((await made.review()).stale, true);

    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await eventually('the row in the queue again', async () => (await made.review()).queue.length === 60);
    assert.equal((await made.review()).decided.size, 0);
    await eventually('the fix out of the log', async () => (await made.written()).length === 0);
    await vscode.commands.executeCommand('redo');
    await eventually('the fix again', async () => (await made.review()).queue.length === 59);
    await eventually('the fix back in the log', async () => (await made.written()).length === 1);
    await vscode.commands.executeCommand('undo');
    await document.save();
    assert.deepEqual(await made.bytes(), bytes);
  });

  it('changes a batch by one edit and one undo, and leaves all other bytes', async () => {
    const { queue, result } = await made.find();
    const bytes = await made.bytes();
    const batch = [...queue.subarray(0, 5)];
    const { done } = await made.decide(batch, { kind: 'fix' });
    assert.equal(done.length, 5);
    const document = await vscode.workspace.openTextDocument(made.train);
    await document.save();
    const expected = [...rows];
    for (const position of batch) {
      const row = result!.training.row[position]! + 1;
      expected[row] = expected[row]!.replace(/,"?(yes|no)"?,/, (field, label: string) =>
        field.replace(label, label === 'yes' ? 'no' : 'yes'),
      );
    }
    assert.equal((await made.bytes()).toString(), `${expected.join('\n')}\n`);
    await eventually('the fixes on disk', async () => (await made.review()).decided.size === 5);
    assert.equal((await made.written()).length, 5);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await document.save();
    assert.deepEqual(await made.bytes(), bytes);
    await eventually('no fix counts', async () => (await made.review()).decided.size === 0);
    await eventually('no fix in the log', async () => (await made.written()).length === 0);
  });

  it('finds the row in a document that is edited, and refuses one that was edited itself', async () => {
    const { queue } = await made.find();
    const [first, second] = queue;
    const editor = await open(made.train.fsPath);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '9,9,yes,"new"\n8,8,no,"new"\n'));
    const line = (await made.line(second!)) + 2;
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), '1'));
    const edited = editor.document.lineAt(line).text;
    const { done, refused } = await made.decide([first!, second!], { kind: 'fix' });
    assert.deepEqual(done, [first]);
    assert.equal(refused[0]!.position, second);
    assert.equal(refused[0]!.error.code, 'stale');
    assert.match(refused[0]!.error.message, /changed or removed by edits/);
    assert.equal(editor.document.lineAt(line).text, edited);
    const fixed = editor.document.lineAt((await made.line(first!)) + 2).text;
    assert.match(fixed, new RegExp(`,"?${await made.suggestion(first!)}"?,"a`));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('refuses a row that is gone from the file', async () => {
    const { queue } = await made.find();
    const line = await made.line(queue[0]!);
    await writeFile(made.train.fsPath, `${rows.filter((_, i) => i !== line).join('\n')}\n`);
    const { done, refused } = await made.decide([queue[0]!], { kind: 'fix' });
    assert.deepEqual(done, []);
    assert.match(refused[0]!.error.message, /changed or is gone/);
    assert.deepEqual(await made.written(), []);
  });

  it('changes a label again before it was saved, and takes it back to what it was', async () => {
    const { queue } = await made.find();
    const position = queue[0]!;
    const document = await vscode.workspace.openTextDocument(made.train);
    // The editor may still hold what the test before wrote to the same place.
    const text = (await made.bytes()).toString();
    await eventually('the file is read anew', () => Promise.resolve(document.getText() === text));
    await made.decide([position], { kind: 'fix', to: 'may, be' });
    const line = await made.line(position);
    assert.match(document.lineAt(line).text, /,"may, be","a/);
    await made.decide([position], { kind: 'fix', to: 'other' });
    assert.match(document.lineAt(line).text, /,"?other"?,"a/);
    assert.deepEqual(
      (await made.written()).map(({ to }) => to),
      ['other'],
    );
    await eventually('the fix counts', async () => (await made.review()).decided.has(position));
    assert.deepEqual(await made.decide([position], { kind: 'reopen' }), { done: [position], refused: [] });
    assert.equal(document.lineAt(line).text, rows[line]);
    assert.deepEqual(await made.written(), []);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('does not ask again about rows that were kept, after a refit and when read anew; skipped ones come last', async () => {
    const { queue } = await made.find();
    const [kept, skipped] = queue;
    await made.decide([kept!], { kind: 'keep' });
    await made.decide([skipped!], { kind: 'skip' });
    const after = (await made.review()).queue;
    assert.equal(after.length, 59);
    assert.equal(after.at(-1), skipped);
    await vscode.commands.executeCommand('influence.refit', { config: made.config });
    assert.equal((await made.review()).queue.includes(kept!), false);
    const { review } = await services();
    review.clear();
    const again = await made.find();
    assert.equal(again.queue.includes(kept!), false);
    await made.decide([kept!], { kind: 'reopen' });
    assert.equal((await made.review()).queue[0], kept);
  });

  it('follows the decisions file when it changes outside, and leaves one with a merge conflict alone', async () => {
    const { queue } = await made.find();
    await made.decide([queue[0]!], { kind: 'keep' });
    const file = workspacePath('reviewed', 'influence-decisions.jsonl');
    const text = await readFile(file, 'utf8');
    await vscode.workspace.fs.delete(vscode.Uri.file(file));
    await eventually('no decision', async () => (await made.review()).decided.size === 0);
    await writeFile(file, text);
    await eventually('the decision again', async () => (await made.review()).decided.size === 1);
    await writeFile(file, `<<<<<<< ours\n${text}=======\n>>>>>>> theirs\n`);
    await assert.rejects(made.decide([queue[1]!], { kind: 'fix' }), /merge conflict/);
    const document = await vscode.workspace.openTextDocument(made.train);
    assert.equal(document.isDirty, false, 'nothing is changed that cannot be written down');
  });

  it('tells what a refit after fixes changed', async () => {
    const { queue, suspects } = await made.find();
    await made.decide([...queue.subarray(0, suspects)], { kind: 'fix' });
    await vscode.commands.executeCommand('influence.refit', { config: made.config });
    const { change, stale, decided } = await made.review();
    assert.equal(stale, false);
    assert.equal(change!.fixed, suspects);
    assert.equal(decided.size, suspects);
    assert.ok(change!.after.trainLoss < change!.before.trainLoss);
    assert.ok(change!.left.length > 0);
  });

  it('keeps the log when a fresh copy of the file takes its place', async () => {
    const { queue } = await made.find();
    const bytes = await made.bytes();
    await made.decide([queue[0]!], { kind: 'fix' });
    await (await vscode.workspace.openTextDocument(made.train)).save();
    await eventually('the fix on disk', async () => {
      const [fix] = (await made.review()).decided.values();
      return fix !== undefined && fix.place?.hash === fix.entry.hashAfter;
    });
    await writeFile(made.train.fsPath, bytes);
    await eventually('the fix does not count', async () => (await made.review()).decided.size === 0);
    assert.equal((await made.written()).length, 1);
  });

  it('exports fixes as a patch that another copy takes', async () => {
    const { queue } = await made.find();
    await made.decide([queue[0]!, queue[1]!], { kind: 'fix' });
    await (await vscode.workspace.openTextDocument(made.train)).save();
    const fixed = await made.bytes();
    const patch = await made.written();
    await removeFolder('reviewed');
    made = await makeReviewed('reviewed', rows);
    const { review } = await services();
    const { done, already, refused } = await review.applyPatch(made.config, patch);
    assert.deepEqual([done, already, refused], [2, 0, []]);
    await (await vscode.workspace.openTextDocument(made.train)).save();
    assert.deepEqual(await made.bytes(), fixed);
    assert.deepEqual(await made.written(), patch);
    const again = await review.applyPatch(made.config, patch);
    assert.deepEqual([again.done, again.already], [0, 2]);
    await assert.rejects(review.applyPatch(made.config, []), /no fixed labels/);
  });
});
