/**
 * Digging into an explanation as a person does, on the packaged extension: why a row matters, retraining without rows, what if, slices,
 * another model, an audit, each kept in a tab of its own; then all of them in each kind of colour theme: pictures to look at, and text
 * that can be read.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { outDir, repoRoot } from '../harness/paths';
import {
  codeLens,
  editorTab,
  focusFirstGroup,
  openFile,
  panelRows,
  pick,
  quickPickItems,
  runCommand,
  sortPanel,
  statusBarItem,
  webview,
} from './actions';
import { generatedCsv } from './panel/engine';
import { READABLE_CONTRAST, setTheme, textContrast, THEMES, type ThemeName } from './themes';
import { tellOfFailures } from './failures';
import { openWorkbench, screenshot, type Workbench } from './workbench';

const FIT_LIMIT_MS = 90_000;

/** Titles of the tabs, and what a reader has to read in them, from the title to the quietest. */
const TABS: [title: string, name: string, texts: string[]][] = [
  [
    'Explain test row',
    'explanation',
    ['h1', '.verdict', '.bars .tags', '.tick', '#count', '.col-loss .value', '.col-rank'],
  ],
  ['Why Training Row', 'why', ['h1', '.factors .value', '.rankings tbody th .quiet', '.word-row .number']],
  ['Verify by Retraining', 'verify', ['h1', '.verdict', '.agreement tbody th .quiet', '.tick', '.axis-name']],
  ['What If', 'what-if', ['h1', '.outcome tbody th', '.outcome + p']],
  ['Responsible Slices', 'slices', ['h1', '.slice-table .link', '.slice-table .quiet']],
  ['Compare Two Models', 'compare', ['h1', '.model-pair h2', '.ranked tbody .link', '.tick', '.axis-name']],
  ['Audit Vulnerability', 'audit', ['h1', '.verdict', '.attacks .sure', '.edited .same th']],
];

describe('Digging into an explanation in VS Code', function () {
  // Each step begins where the one before ended.
  this.bail(true);
  let workbench: Workbench;
  let page: Page;
  let panel: FrameLocator;

  const made = mkdtempSync(join(tmpdir(), 'influence-views-'));

  before(async () => {
    const vsix = join(outDir, 'influence-lens.vsix');
    const workspace = join(made, 'sample');
    cpSync(join(repoRoot, 'media/sample'), workspace, { recursive: true });
    writeVisits(join(workspace, 'visits'));
    workbench = await openWorkbench({ workspace, vsix });
    ({ page } = workbench);
    panel = webview(page);
    // Panels open beside it, each as a tab of the same group.
    await openFile(page, 'train.csv');
  });
  tellOfFailures(() => page, 'failed-view');
  after(async () => {
    await workbench?.close();
    rmSync(made, { recursive: true, force: true });
  });

  /** The prediction that is most wrong, in a panel that is not kept open for something else. */
  const explain = async (): Promise<void> => {
    await focusFirstGroup(page);
    await runCommand(page, 'Influence: Explain Prediction');
    await quickPickItems(page).filter({ hasText: 'loss' }).first().click({ timeout: FIT_LIMIT_MS });
    await panelRows(panel).first().locator('.col-cells .part').first().waitFor({ timeout: FIT_LIMIT_MS });
  };
  const keepOpen = async (): Promise<void> => {
    await panel.getByRole('button', { name: 'Keep open' }).click();
    await panel.getByRole('button', { name: 'Kept open' }).waitFor();
  };

  it('tells why the strongest row matters, and goes back to the ranking', async () => {
    await explain();
    const line = await panelRows(panel).first().locator('.col-line').innerText();
    await panel.getByRole('grid').focus();
    await page.keyboard.press('w');
    const title = panel.locator('.view.why h1');
    await title.waitFor();
    const shown = (await title.innerText()).replace(',', '');
    assert.match(shown, new RegExp(`Why line ${line.replace(',', '')} is (helpful|harmful)`));
    assert.match(await panel.locator('.rankings tbody tr').first().innerText(), /\b1 of 1,200/);
    const words = panel.locator('.texts .word');
    assert.ok((await words.count()) > 3, 'words that push are marked');
    await panel.getByRole('button', { name: 'Back to what was shown before' }).click();
    const first = panelRows(panel).first().locator('.col-line', { hasText: line });
    await first.waitFor({ state: 'attached' });
    await panel.getByRole('grid').focus();
    await page.keyboard.press('w');
    await title.waitFor();
    await keepOpen();
  });

  it('really retrains without the first three rows, and finds what was predicted', async () => {
    await explain();
    await panel.getByRole('grid').focus();
    for (let more = 0; more < 2; more++) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('v');
    await panel.locator('svg.scatter').waitFor({ timeout: FIT_LIMIT_MS });
    assert.equal(await panel.locator('.verified tbody tr').count(), 3);
    const [r] = await panel.locator('.agreement tbody tr').first().locator('td').allInnerTexts();
    assert.ok(Number(r) > 0.95, r);
    await keepOpen();
  });

  it('tells what becomes without the mails of a format, and proves it', async () => {
    await explain();
    await panel.getByRole('button', { name: 'What if' }).click();
    await panel.locator('.outcome').waitFor({ timeout: FIT_LIMIT_MS });
    const columns = panel.getByRole('combobox', { name: 'Column by which the rows are chosen' });
    await columns.click();
    await columns.getByRole('option', { name: 'rows by format' }).click();
    const value = panel.getByRole('combobox', { name: 'Value' });
    await value.fill('ht');
    await panel.getByRole('option', { name: /^html/ }).waitFor();
    await value.press('ArrowDown');
    await value.press('Enter');
    const title = panel.locator('h1', { hasText: /Without \d+ rows with format = html/ });
    await title.waitFor({ timeout: FIT_LIMIT_MS });
    await panel.getByRole('button', { name: 'Verify by retraining' }).click();
    await panel.getByRole('columnheader', { name: 'Retrained' }).waitFor({ timeout: FIT_LIMIT_MS });
    const [forecast, actual] = (
      await panel.locator('.outcome tbody tr').first().locator('td').allInnerTexts()
    )
      .slice(-2)
      .map((text) => Number(text.replace('−', '-')));
    assert.ok(Math.abs(forecast! / actual! - 1) < 0.2, `${forecast} and ${actual}`);
    await keepOpen();
  });

  it('names the slice of the mails that the prediction hangs on, and lists its rows', async () => {
    await explain();
    await panel.getByRole('button', { name: 'Slices' }).click();
    const first = panel.locator('.slice-table tbody tr').first();
    await first.waitFor({ timeout: FIT_LIMIT_MS });
    const [, format, rows] = /(format = \w+)\s+([\d,]+) rows/.exec(await first.innerText())!;
    await first.locator('.link').click();
    await panel.locator('#count', { hasText: `${rows} of 1,200` }).waitFor();
    await panel.getByRole('button', { name: `Only ${format}; list all rows again` }).waitFor();
    await panel.getByRole('button', { name: 'Back to what was shown before' }).click();
    await first.waitFor();
    await keepOpen();
  });

  it('stands beside the file, with the row that is read flagged there', async () => {
    await explain();
    const first = panelRows(panel).first();
    await first.locator('.col-label').click();
    await sortPanel(panel, 'Largest self-influence');
    await first.locator('.col-label').click();
    await first.locator('.col-flag button').click();
    await codeLens(page, 'Remove Flag').waitFor({ timeout: FIT_LIMIT_MS });
    await keepOpen();
  });

  it('compares with another model of the same mails', async () => {
    const config = JSON.parse(readFileSync(join(workbench.workspace, 'influence.json'), 'utf8')) as object;
    const kernel = { ...config, name: 'Kernel', model: { type: 'rbf-svm', l2: 0.001, temperature: 0.5 } };
    writeFileSync(join(workbench.workspace, 'kernel.influence.json'), JSON.stringify(kernel));
    await focusFirstGroup(page);
    await runCommand(page, 'Influence: Compare Two Models');
    await pick(page, 'SpamAssassin mails');
    await pick(page, 'Kernel');
    await quickPickItems(page).filter({ hasText: 'loss' }).first().click({ timeout: FIT_LIMIT_MS });
    await panel
      .locator('.view.two-models h1', { hasText: 'of 10 leading rows in common' })
      .waitFor({ timeout: FIT_LIMIT_MS });
    for (const [i, model] of ['Logistic regression', 'RBF SVM'].entries())
      assert.match(await panel.locator('.model-pair h2').nth(i).innerText(), new RegExp(model, 'i'));
    const first = panel.locator('.ranked').last().locator('tbody .link').first();
    const line = (await first.innerText()).replace(/\D/g, '');
    await first.click();
    await page.locator('.line-numbers').getByText(line, { exact: true }).waitFor();
    await keepOpen();
  });

  it('audits which predictions an edited training row could flip, and leaves the data as it is', async () => {
    const visits = join(workbench.workspace, 'visits/visits.csv');
    const rows = readFileSync(visits, 'utf8');
    await focusFirstGroup(page);
    await openFile(page, 'visits.csv');
    await statusBarItem(page, 'visits').waitFor();
    await runCommand(page, 'Influence: Audit Vulnerability');
    await pick(page, 'Much');
    await pick(page, 'As the influence.json says');
    const title = panel.locator('.view.audit h1');
    await title.waitFor({ timeout: FIT_LIMIT_MS });
    const [, flipped, tried] = /(\d+) of (\d+) predictions/.exec(await title.innerText())!;
    assert.equal(tried, '10');
    assert.equal(await panel.locator('.outcome', { hasText: 'flips to' }).count(), Number(flipped));
    await panel.locator('.edited tbody tr:not(.same)').first().waitFor();
    assert.equal(readFileSync(visits, 'utf8'), rows);
    await keepOpen();
  });

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`can be read in the ${theme} theme`, async () => {
      await setTheme(page, theme);
      for (const [title, name, texts] of TABS) {
        await editorTab(page, title).click();
        await panel.locator('#stage .view').first().waitFor();
        for (const text of texts) {
          const contrast = await textContrast(panel.locator(text).filter({ visible: true }).first());
          assert.ok(contrast >= READABLE_CONTRAST, `${text} in ${title}: ${contrast.toFixed(2)}`);
        }
        await screenshot(page, `view-${name}-${theme}`);
      }
    });
  }
});

/** A table small enough to be audited at once. */
function writeVisits(folder: string): void {
  mkdirSync(folder);
  const config = {
    train: 'visits.csv',
    test: 'new-visits.csv',
    label: 'label',
    audit: { targets: 10, columns: { age: 20 } },
  };
  writeFileSync(join(folder, 'visits.csv'), generatedCsv(24, 1));
  writeFileSync(join(folder, 'new-visits.csv'), generatedCsv(60, 2));
  writeFileSync(join(folder, 'influence.json'), JSON.stringify(config));
}
