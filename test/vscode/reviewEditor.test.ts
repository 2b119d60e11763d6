import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { suspectBadge } from '../../extension/host/review/badge';
import { nameOf } from '../../extension/host/review/items';
import { makeReviewed, withWrongLabels, type Reviewed } from './reviewSupport';
import { eventually, lenses, open, removeFolder, services } from './support';

describe('suspected mislabels in the editor', () => {
  const rows = withWrongLabels(60);
  let made: Reviewed;
  const problems = () => vscode.languages.getDiagnostics(made.train).filter(({ code }) => code === 'suspect');
  const shown = (count: number) => eventually(`${count} problems`, () => problems().length === count);
  const titles = async (line: number) =>
    (await lenses(made.train))
      .filter(({ range }) => range.start.line === line)
      .map(({ command }) => command?.title ?? '');
  const quickFixes = (line: number) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      made.train,
      new vscode.Range(line, 0, line, 1),
    );
  const run = async (fix: vscode.CodeAction | undefined) => {
    assert.ok(fix?.command);
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
  };
  const setting = (key: string, value: unknown) =>
    vscode.workspace.getConfiguration('influence').update(key, value, vscode.ConfigurationTarget.Global);

  beforeEach(async () => {
    made = await makeReviewed('shown', rows);
    await made.find();
  });
  afterEach(async () => {
    await vscode.window.showTextDocument(made.train);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await removeFolder('shown');
  });

  it('are listed in Problems, fixed by a quick fix, and undone to the byte', async () => {
    const { queue, suspects } = await made.review();
    await shown(suspects);
    const bytes = await made.bytes();
    const line = await made.line(queue[0]!);
    const problem = problems().find(({ range }) => range.start.line === line);
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Information);
    assert.match(problem!.message, /^Suspected mislabel: "(yes|no)"\. A model that has not seen this row/);
    const { document } = await open(made.train.fsPath);
    const fixes = await quickFixes(line);
    const suggestion = await made.suggestion(queue[0]!);
    const fix = fixes.find(({ title }) => title === `Change the label to "${suggestion}"`);
    assert.equal(fix?.isPreferred, true);
    assert.ok(fixes.some(({ title }) => title.startsWith('Keep')));
    await run(fix);
    await shown(suspects - 1);
    assert.notEqual(document.lineAt(line).text, rows[line]);
    await vscode.commands.executeCommand('undo');
    await document.save();
    assert.deepEqual(await made.bytes(), bytes);
    await shown(suspects);
  });

  it('name the rows that contradict them once someone looks', async () => {
    const review = await made.review();
    const line = await made.line(review.queue[0]!);
    await shown(review.suspects);
    await vscode.commands.executeCommand(
      'influence.openSuspect',
      nameOf(made.config, review, review.queue[0]!),
    );
    assert.equal(vscode.window.activeTextEditor?.selection.start.line, line);
    const related = await eventually('related rows', () => {
      const found = problems().find(({ range }) => range.start.line === line)?.relatedInformation;
      return found && found.length > 0 && found;
    });
    assert.match(related[0]!.message, /^Row \d+, "(yes|no)", contradicts it/);
    assert.equal(related[0]!.location.uri.fsPath, made.train.fsPath);
  });

  it('have a lens with both answers, which follows the row', async () => {
    const review = await made.review();
    const position = review.queue[0]!;
    const line = await made.line(position);
    const editor = await open(made.train.fsPath);
    await shown(review.suspects);
    const suggestion = await made.suggestion(position);
    const expected = [/^Suspect: (yes|no)\? held-out [\d.<> ]+%$/, `Change to ${suggestion}`, 'Keep'];
    const atLine = async (at: number) =>
      (await titles(at)).filter((title) =>
        expected.some((one) => (typeof one === 'string' ? one === title : one.test(title))),
      );
    assert.equal((await atLine(line)).length, 3);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '1,1,yes,"new"\n'));
    assert.equal((await atLine(line + 1)).length, 3);
    assert.equal((await atLine(line)).length, 0);
    const keep = (await lenses(made.train)).find(
      ({ range, command }) => range.start.line === line + 1 && command?.title === 'Keep',
    );
    await vscode.commands.executeCommand(keep!.command!.command, ...keep!.command!.arguments!);
    assert.equal((await atLine(line + 1)).length, 0);
    assert.equal((await made.written())[0]!.decision, 'kept');
  });

  it('are counted on their file in the Explorer', async () => {
    const known = await services();
    const { suspects, queue } = await made.review();
    assert.equal(suspectBadge(known, made.train)?.badge, String(suspects));
    await made.decide([queue[0]!], { kind: 'keep' });
    assert.equal(suspectBadge(known, made.train)?.badge, String(suspects - 1));
    assert.equal(suspectBadge(known, vscode.Uri.file(made.config)), undefined);
  });

  it('are gone from editors, Problems and Explorer with one setting, and limited by another', async () => {
    const known = await services();
    const { suspects } = await made.review();
    await open(made.train.fsPath);
    await shown(suspects);
    try {
      await setting('maxProblems', 2);
      await shown(2);
      await setting('enabled', false);
      await shown(0);
      assert.equal(suspectBadge(known, made.train), undefined);
      assert.deepEqual(await lenses(made.train), []);
      const line = await made.line((await made.review()).queue[0]!);
      assert.deepEqual(
        (await quickFixes(line)).filter(({ title }) => /label/.test(title)),
        [],
      );
    } finally {
      await setting('maxProblems', undefined);
      await setting('enabled', undefined);
    }
    await shown(suspects);
  });

  it('are joined by rows flagged by hand, which come first when there is no room for all', async () => {
    const { queue, suspects } = await made.review();
    const flagged = queue.at(-1)!;
    const line = await made.line(flagged);
    await open(made.train.fsPath);
    await vscode.commands.executeCommand('influence.toggleFlag', { uri: made.train.toString(), line });
    await eventually('the flag in the review', async () => (await made.review()).flagged.has(flagged));
    const { suspectPlaces } = await services();
    try {
      await setting('maxProblems', 1);
      await eventually('the flagged row alone', () => suspectPlaces.of(made.config).length === 1);
      assert.equal(suspectPlaces.of(made.config)[0]!.position, flagged);
    } finally {
      await setting('maxProblems', undefined);
    }
    await shown(suspects);
  });

  it('are gone through in their list by commands', async () => {
    await vscode.commands.executeCommand('influence.findMislabels', { config: made.config });
    const { suspectsView } = await services();
    const { queue } = await made.review();
    const selected = () => suspectsView.selection.map(({ position }) => position);
    await eventually('the worst selected', () => selected()[0] === queue[0]);
    await vscode.commands.executeCommand('influence.nextSuspect');
    await eventually('the next selected', () => selected()[0] === queue[1]);
    const second = await made.line(queue[1]!);
    // The panel beside it may be the active one.
    const shown = () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.fsPath === made.train.fsPath);
    await eventually('the next in its file', () => shown()?.selection.start.line === second);
    await vscode.commands.executeCommand('influence.keepLabel');
    await eventually('the one after it selected', () => selected()[0] === queue[2]);
    assert.deepEqual([...(await made.review()).decided.keys()], [queue[1]]);
    await vscode.commands.executeCommand('influence.previousSuspect');
    await eventually('the worst selected again', () => selected()[0] === queue[0]);
    await vscode.commands.executeCommand('influence.acceptSuggestion');
    await eventually('two decided', async () => (await made.review()).decided.size === 2);
  });
});
