import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { DECISIONS_FILE, type Decision } from '../../extension/contract/decisions';
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

/** Two overlapping classes of which every tenth label is wrong; some cells are quoted. */
function withWrongLabels(n: number): string[] {
  return twoClasses(n).map((row, i) => {
    if (i === 0) return `${row},note`;
    const [x, y, label] = row.split(',');
    const wrong = i % 10 === 0 ? (label === 'yes' ? 'no' : 'yes') : label!;
    return `${x},${y},${i % 4 === 0 ? `"${wrong}"` : wrong},"a ""b"", ${i}"`;
  });
}

describe('reviewing suspected mislabels', () => {
  const rows = withWrongLabels(60);
  const train = () => workspacePath('reviewed', 'train.csv');
  const logFile = () => workspacePath('reviewed', 'influence-decisions.jsonl');
  const written = async (): Promise<Decision[]> =>
    existsSync(logFile()) ? parseSidecar(DECISIONS_FILE, await readFile(logFile(), 'utf8'), logFile()) : [];
  const review = async () => (await services()).review.of(config);
  const find = async () => {
    const { review: store, datasets } = await services();
    await store.find(datasets.get(config)!);
    return store.of(config);
  };
  const decide = async (
    ...args: Parameters<Awaited<ReturnType<typeof services>>['review']['decide']> extends [
      string,
      ...infer Rest,
    ]
      ? Rest
      : never
  ) => (await services()).review.decide(config, ...args);
  let config: string;

  beforeEach(async () => {
    config = await makeDataset('reviewed', {
      'train.csv': csv(rows),
      'test.csv': csv(twoClasses(40).map((row, i) => (i === 0 ? `${row},note` : `${row},x`))),
      'influence.json': CONFIG.replace('\n}', ',\n  "features": { "exclude": ["note"] }\n}'),
    });
  });
  afterEach(() => removeFolder('reviewed'));

  it('finds them worst first, and fixes one so that undo leaves every byte and takes the decision back', async () => {
    const { queue, suspects, result } = await find();
    assert.equal(queue.length, 60);
    assert.ok(suspects >= 4 && suspects < 20, String(suspects));
    const bytes = await readFile(train());
    const position = queue[0]!;
    const outcome = await decide([position], { kind: 'fix' });
    assert.deepEqual([outcome.done, outcome.refused], [[position], []]);
    const document = await vscode.workspace.openTextDocument(train());
    assert.equal(document.isDirty, true);
    const line = result!.training.line[position]! - 1;
    const to = result!.training.classes[result!.suggested[position]!]!;
    assert.match(document.lineAt(line).text, new RegExp(`,"?${to}"?,"a`));
    const [entry] = await written();
    assert.equal(entry!.decision, 'fixed');
    assert.equal((await review()).queue.length, 59);
    assert.equal((await review()).stale, true);

    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await eventually('the row in the queue again', async () => (await review()).queue.length === 60);
    assert.equal((await review()).decided.size, 0);
    await vscode.commands.executeCommand('redo');
    await eventually('the fix again', async () => (await review()).queue.length === 59);
    await vscode.commands.executeCommand('undo');
    await document.save();
    assert.deepEqual(await readFile(train()), bytes);
  });
});
