/** Explain Prediction as a person uses it, from an empty setting to a flagged row, on the packaged extension. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { outDir } from '../harness/paths';
import {
  closeNotifications,
  codeLens,
  contextMenu,
  cursor,
  editorLine,
  editorTab,
  explorerItem,
  focusFirstGroup,
  notification,
  openFile,
  openProblems,
  panelRows,
  pick,
  quickPickItems,
  runCommand,
  sortPanel,
  statusBarItem,
  togglePanelArea,
  webview,
} from './actions';
import { tellOfFailures } from './failures';
import { mailsFolder, readMails, recordOnLine } from './mails';
import { openWorkbench, reloadWindow, screenshot, type Workbench } from './workbench';

/** A first fit of 1,200 mails on a slow machine. */
const FIT_LIMIT_MS = 90_000;

describe('Influence Lens in VS Code', function () {
  // Each step begins where the one before ended.
  this.bail(true);
  let workbench: Workbench;
  let page: Page;
  let panel: FrameLocator;

  before(async () => {
    const vsix = join(outDir, 'influence-lens.vsix');
    workbench = await openWorkbench({ workspace: mailsFolder(), vsix });
    ({ page } = workbench);
    panel = webview(page);
  });
  tellOfFailures(() => page, 'failed-explain');
  after(() => workbench?.close());

  const file = (name: string) => join(workbench.workspace, name);

  it('sets up a dataset by answering four questions', async () => {
    await runCommand(page, 'Influence: Set Up Dataset');
    await pick(page, 'train.csv');
    await quickPickItems(page).filter({ hasText: '2 values in 1,200 rows' }).first().waitFor();
    await screenshot(page, '01-set-up-label');
    await pick(page, /^label/);
    await pick(page, 'test.csv');
    await pick(page, 'chosen by cross-validation');
    await quickPickItems(page).filter({ hasText: 'Create influence.json' }).waitFor();
    await screenshot(page, '02-set-up-preview');
    await pick(page, 'Create influence.json');
    await notification(page, 'influence.json is written').waitFor();
    await editorTab(page, 'influence.json').waitFor();
    assert.deepEqual(JSON.parse(readFileSync(file('influence.json'), 'utf8')), {
      train: 'train.csv',
      test: 'test.csv',
      label: 'label',
      model: { type: 'logistic', l2: 'auto' },
      seed: 0,
    });
    await screenshot(page, '03-dataset');
    await closeNotifications(page);
  });

  it('lists the test rows, worst predicted first', async () => {
    await runCommand(page, 'Influence: Explain Prediction');
    const items = quickPickItems(page);
    await items.filter({ hasText: 'loss' }).first().waitFor({ timeout: FIT_LIMIT_MS });
    await screenshot(page, '04-test-rows');
    const shown = await items.filter({ hasText: /loss/ }).allInnerTexts();
    const losses = shown.map((text) => Number(/loss ([\d.]+)/.exec(text)?.[1]));
    assert.ok(losses.length >= 5, shown.join('\n'));
    assert.deepEqual(
      losses,
      [...losses].sort((a, b) => b - a),
    );
    assert.match(shown[0]!, /predicted (ham|spam)/);
  });

  it('explains the worst predicted mail beside the editor', async () => {
    const first = quickPickItems(page).filter({ hasText: 'loss' }).first();
    const row = Number(/Row (\d+):/.exec(await first.innerText())?.[1]);
    const mail = readMails(file('test.csv'))[row]!;
    await first.click();
    await panel.locator('h1').waitFor();
    const other = mail.label === 'spam' ? 'ham' : 'spam';
    assert.match(await panel.locator('h1').innerText(), new RegExp(`Predicted\\s+${other}`));
    assert.match(await panel.locator('.verdict').innerText(), new RegExp(`Its label is ${mail.label}`));
    await panelRows(panel).first().waitFor();
    await panelRows(panel).first().locator('.col-cells .part').first().waitFor();
    await screenshot(page, '05-explanation');
  });

  it('ranks the training rows by what the prediction would be without them', async () => {
    const changes = await panelRows(panel).locator('.col-loss .value').allTextContents();
    const sizes = changes.map((text) => Math.abs(Number(text.replace(/[−–]/g, '-').replace(',', ''))));
    assert.ok(sizes.length >= 10);
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => b - a),
    );
    assert.equal(await panel.getByRole('grid').getAttribute('aria-rowcount'), '1201');
  });

  it('finds rows by a word, and all of them again', async () => {
    const search = panel.getByRole('textbox', { name: 'Find rows that contain this text' });
    await search.fill('mortgage');
    const expected = readMails(file('train.csv')).filter((mail) =>
      Object.values(mail).some((cell: string) => cell.toLowerCase().includes('mortgage')),
    ).length;
    await panel
      .locator('#count')
      .filter({ hasText: `${expected} of 1,200 rows` })
      .waitFor();
    await screenshot(page, '06-filtered');
    await search.fill('');
    await panel
      .locator('#count')
      .filter({ hasText: /^1,200 rows/ })
      .waitFor();
  });

  it('opens the file at the record of a row that is clicked', async () => {
    const row = panelRows(panel).nth(1);
    const line = Number(await row.locator('.col-line').textContent());
    await row.locator('.col-label').click();
    await editorTab(page, 'train.csv').waitFor();
    await editorTab(page, 'train.csv').click();
    const { mail, text } = recordOnLine(file('train.csv'), line);
    await editorLine(page, mail.id).waitFor();
    const lastLine = line + text.split('\n').length - 1;
    assert.deepEqual(await cursor(page), { line: lastLine, selected: text.length });
    await codeLens(page, 'Self-influence').waitFor();
    await screenshot(page, '07-record');
  });

  it('flags a row in the panel, the editor, Problems and a file', async () => {
    const row = panelRows(panel).nth(1);
    const line = Number(await row.locator('.col-line').textContent());
    await row.locator('.col-flag button').click();
    await row.locator('.col-flag button[aria-pressed="true"]').waitFor();
    await page.locator('.glyph-margin-widgets .cgmr, .margin-view-overlays .cgmr').first().waitFor();
    await openProblems(page);
    const problem = page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'Suspected mislabel' });
    await problem.first().waitFor();
    assert.match(await problem.first().innerText(), new RegExp(`Ln ${line},`));
    await screenshot(page, '08-flagged');
    await togglePanelArea(page);
    const flags = readdirSync(workbench.workspace).find((name) => name.includes('flags'));
    assert.ok(flags !== undefined && existsSync(file(flags)), 'no flags file');
    const kept = readFileSync(file(flags), 'utf8').trim().split('\n');
    assert.equal(kept.filter((text) => text.includes('"line"')).length, 1, kept.join('\n'));
  });

  it('shows self-influence and rank above the rows that bend the model most', async () => {
    await sortPanel(panel, 'Largest self-influence');
    const first = panelRows(panel).first();
    const line = Number(await first.locator('.col-line').textContent());
    await first.locator('.col-label').click();
    const { mail } = recordOnLine(file('train.csv'), line);
    await editorLine(page, mail.id).waitFor();
    const lens = codeLens(page, '#1 of 1,200');
    await lens.waitFor({ timeout: FIT_LIMIT_MS });
    assert.match(await lens.innerText(), /Self-influence [\d.,]+/);
    await codeLens(page, 'Explain').waitFor();
    await codeLens(page, 'Flag').waitFor();
    await screenshot(page, '09-codelens');
  });

  it('keeps the panel, its order and the flag over a reload of the window', async () => {
    await editorTab(page, 'Explain test row').click();
    const title = await panel.locator('h1').innerText();
    const first = panelRows(panel).first().locator('.col-line');
    const line = (await first.textContent())!;
    await reloadWindow(page);
    // The order needs the self-influence, which comes after the rows.
    await first.filter({ hasText: line }).waitFor({ state: 'attached', timeout: FIT_LIMIT_MS });
    assert.equal(await panel.locator('h1').innerText(), title);
    await screenshot(page, '10-reloaded');
    await sortPanel(panel, 'Strongest effect');
    await panelRows(panel).nth(1).locator('.col-flag button[aria-pressed="true"]').waitFor();
  });

  it('explains a row by right-click in the editor', async () => {
    await focusFirstGroup(page);
    await openFile(page, 'test.csv', 2);
    const mail = readMails(file('test.csv'))[0]!;
    await contextMenu(editorLine(page, mail.id), 'Explain Prediction of This Row');
    await panel.locator('.place').filter({ hasText: 'row 0 · line 2' }).waitFor();
    assert.match(await panel.locator('.place').innerText(), /test\.csv/);
    await panelRows(panel).first().waitFor();
    await screenshot(page, '11-from-editor');
  });

  it('explains a file with one mail by right-click in the Explorer, without a question', async () => {
    await contextMenu(explorerItem(page, 'new-mail.csv'), 'Explain Prediction');
    await panel.locator('.place').filter({ hasText: 'new-mail.csv' }).waitFor();
    assert.match(await panel.locator('.verdict').innerText(), /no label/);
    await panelRows(panel).first().waitFor();
    await screenshot(page, '12-from-explorer');
  });

  it('shows dataset, model and backend in the status bar', async () => {
    const text = await statusBarItem(page, 'mails').innerText();
    assert.match(text, /mails · logistic · (WASM|TensorFlow)/);
  });
});
