/** Find Suspected Mislabels as a person uses it: find, fix in the file, undo, fix for good, fit again; on the packaged extension. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { outDir, repoRoot } from '../harness/paths';
import { editorTab, panelRows, runCommand, webview } from './actions';
import { recordOnLine } from './mails';
import { READABLE_CONTRAST, setTheme, textContrast, THEMES, type ThemeName } from './themes';
import { tellOfFailures } from './failures';
import { openWorkbench, screenshot, type Workbench } from './workbench';

const FIT_LIMIT_MS = 90_000;
/** What a reader has to read, from the title to the quietest. */
const TEXTS = ['h1', '.tally', '#count', '.col-score .value', '.col-rank'];

describe('Find Suspected Mislabels in VS Code', function () {
  // Each step begins where the one before ended.
  this.bail(true);
  let workbench: Workbench;
  let page: Page;
  let panel: FrameLocator;
  /** The training file as it came. */
  let original: Buffer;
  /** How many there were at first. */
  let suspects = '';
  /** 1-based line of the most suspect row, its label and the suggested one. */
  let worst: { line: number; given: string; suggested: string };

  before(async () => {
    const vsix = join(outDir, 'influence-lens.vsix');
    workbench = await openWorkbench({ workspace: join(repoRoot, 'media/sample'), vsix });
    ({ page } = workbench);
    panel = webview(page);
    original = readFileSync(file('train.csv'));
  });
  tellOfFailures(() => page, 'failed-mislabels');
  after(() => workbench?.close());

  const file = (name: string) => join(workbench.workspace, name);
  const row = (index: number) => panelRows(panel).nth(index);
  const saveAll = () => runCommand(page, 'File: Save All');
  /** The editor writes in pieces: what counts is what the file comes to hold. */
  const comesToHold = async (text: string): Promise<void> => {
    for (let tries = 0; tries < 100 && readFileSync(file('train.csv'), 'utf8') !== text; tries++)
      await page.waitForTimeout(100);
    assert.ok(readFileSync(file('train.csv'), 'utf8') === text, 'the file is not what it should be');
  };
  /** What is expected of the file when the label of the worst row alone is another one. */
  const withFix = (): string => {
    const text = original.toString();
    const { text: record } = recordOnLine(file('train.csv'), worst.line);
    const start = text.indexOf(record);
    assert.ok(start >= 0 && text.indexOf(record, start + 1) < 0, 'the record stands once');
    assert.ok(record.endsWith(`,${worst.given}`), record.slice(-40));
    const end = start + record.length;
    return `${text.slice(0, end - worst.given.length)}${worst.suggested}${text.slice(end)}`;
  };

  it('ranks the labels, in the list and in the panel', async () => {
    await runCommand(page, 'Influence: Find Suspected Mislabels');
    await row(0).waitFor({ timeout: FIT_LIMIT_MS });
    const title = await panel.locator('h1').innerText();
    suspects = /^([1-9]\d*) of 1,200 labels look wrong/.exec(title)?.[1] ?? '';
    assert.notEqual(suspects, '', title);
    const scores = (await panelRows(panel).locator('.col-score .value').allTextContents()).map(Number);
    assert.ok(scores.length >= 5 && scores[0]! > 0.5, scores.join());
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    const line = Number((await row(0).locator('.col-line').innerText()).replace(',', ''));
    const given = (await row(0).locator('.col-label').innerText()).trim();
    worst = { line, given, suggested: given === 'spam' ? 'ham' : 'spam' };
    assert.equal(recordOnLine(file('train.csv'), line).mail.label, given);
    assert.match(await row(0).locator('.col-suggested').innerText(), new RegExp(worst.suggested));
    const list = page.getByRole('tree', { name: /Suspected Mislabels/ }).getByRole('treeitem');
    assert.match(await list.first().innerText(), new RegExp(`${given}.*${worst.suggested}`, 's'));
    await screenshot(page, 'mislabels-1-found');
  });

  it('says what speaks against the label of the row that is looked at', async () => {
    await panel.getByRole('grid').focus();
    await page.keyboard.press('d');
    await panel.locator('.neighbour').first().waitFor({ timeout: FIT_LIMIT_MS });
    await panel.locator('.contributions .numbers').first().waitFor();
    await screenshot(page, 'mislabels-2-evidence');
  });

  it('changes the label in the file by one key, and that label alone', async () => {
    const expected = withFix();
    await panel.getByRole('grid').focus();
    await page.keyboard.press('a');
    await row(0)
      .locator('.col-marks')
      .filter({ hasText: /^\s*Fixed/ })
      .waitFor();
    assert.ok(readFileSync(file('train.csv')).equals(original), 'nothing is written before it is saved');
    // The mark comes at once, the edit when the engine has said where.
    await editorTab(page, 'train.csv').waitFor();
    await saveAll();
    await comesToHold(expected);
    const log = readFileSync(file('influence-decisions.jsonl'), 'utf8').trim().split('\n');
    assert.equal(log.length, 1);
    const { decision, from, to, line } = JSON.parse(log[0]!) as Record<string, unknown>;
    assert.deepEqual(
      { decision, from, to, line },
      { decision: 'fixed', from: worst.given, to: worst.suggested, line: worst.line },
    );
    await screenshot(page, 'mislabels-3-fixed');
  });

  it('takes it all back by undo', async () => {
    await row(0).locator('.col-label').click();
    await editorTab(page, 'train.csv').click();
    await page.keyboard.press('Control+KeyZ');
    await saveAll();
    await comesToHold(original.toString());
    await editorTab(page, 'Suspected Mislabels').click();
    await panel
      .locator('.tally')
      .filter({ hasText: /0 fixed/ })
      .waitFor();
    await page
      .locator('.pane-header')
      .filter({ hasText: `${suspects} suspects` })
      .waitFor();
    for (let tries = 0; tries < 300 && existsSync(file('influence-decisions.jsonl')); tries++)
      await page.waitForTimeout(100);
    assert.ok(!existsSync(file('influence-decisions.jsonl')), 'no decision is left');
    await screenshot(page, 'mislabels-4-undone');
  });

  it('fits again on the corrected label and says what that changed', async () => {
    await row(0).locator('.col-label').click();
    await panel.getByRole('grid').focus();
    await page.keyboard.press('a');
    await row(0)
      .locator('.col-marks')
      .filter({ hasText: /^\s*Fixed/ })
      .waitFor();
    await panel.getByRole('button', { name: /Fit again/ }).click();
    const change = panel.locator('.change');
    await change.waitFor({ timeout: FIT_LIMIT_MS });
    assert.match(await change.innerText(), /test accuracy/i);
    assert.notEqual(Number((await row(0).locator('.col-line').innerText()).replace(',', '')), worst.line);
    await screenshot(page, 'mislabels-5-fitted-again');
  });

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`can be read in the ${theme} theme`, async () => {
      await setTheme(page, theme);
      await row(0).waitFor();
      await screenshot(page, `mislabels-theme-${theme}`);
      for (const text of TEXTS) {
        const contrast = await textContrast(panel.locator(text).filter({ visible: true }).first());
        assert.ok(contrast >= READABLE_CONTRAST, `${text}: ${contrast.toFixed(2)}`);
      }
    });
  }
});
