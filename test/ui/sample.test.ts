/** The first run: from the walkthrough of an empty window to an explained prediction, with nothing of one's own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { outDir, repoRoot } from '../harness/paths';
import { panelRows, pick, quickPickItems, runCommand, webview } from './actions';
import { tellOfFailures } from './failures';
import { openWorkbench, screenshot, workbenchReady, type Workbench } from './workbench';

const FIT_LIMIT_MS = 90_000;

describe('The walkthrough', function () {
  this.bail(true);
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    workbench = await openWorkbench({ vsix: join(outDir, 'influence-lens.vsix') });
    ({ page } = workbench);
  });
  tellOfFailures(() => page, 'failed-sample');
  after(() => workbench?.close());

  const step = (text: string) => page.locator('.gettingStartedContainer').getByRole('button', { name: text });

  it('opens a copy of the sample', async () => {
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await pick(page, 'Explain a Prediction by Its Training Rows', 'Explain a Prediction by');
    await step('Open Sample').waitFor();
    await screenshot(page, 'sample-1-walkthrough');
    await step('Open Sample').click();
    await pick(page, 'Open the sample');
    await workbenchReady(page);
    const stored = 'user/User/globalStorage/influence-lens.influence-lens/sample/spamassassin-sample';
    for (const name of ['train.csv', 'test.csv', 'influence.json']) {
      const copy = readFileSync(join(workbench.server.dataDir, stored, name));
      assert.ok(copy.equals(readFileSync(join(repoRoot, 'media/sample', name))), name);
    }
  });

  it('goes on there, to an explained prediction', async () => {
    await step('Explain Prediction').waitFor();
    await screenshot(page, 'sample-2-goes-on');
    await step('Explain Prediction').click();
    await quickPickItems(page).filter({ hasText: 'loss' }).first().click({ timeout: FIT_LIMIT_MS });
    const panel = webview(page);
    assert.match(await panel.locator('h1').innerText({ timeout: FIT_LIMIT_MS }), /^Predicted (ham|spam)/);
    await panelRows(panel).first().waitFor();
    await screenshot(page, 'sample-3-explained');
  });
});
