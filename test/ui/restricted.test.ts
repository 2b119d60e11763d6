/** Restricted Mode: what was saved can be looked at, nothing is fitted, and the way out is at hand. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { outDir, repoRoot } from '../harness/paths';
import { codeLens, openFile, openProblems, statusBarItem, togglePanelArea } from './actions';
import { startEngine } from './panel/engine';
import { tellOfFailures } from './failures';
import { openWorkbench, screenshot, type Workbench } from './workbench';

const FIT_LIMIT_MS = 90_000;

describe('Restricted Mode', function () {
  this.bail(true);
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    const workspace = await sampleWithFlag();
    workbench = await openWorkbench({
      workspace,
      vsix: join(outDir, 'influence-lens.vsix'),
      restricted: true,
    });
    ({ page } = workbench);
  });
  tellOfFailures(() => page, 'failed-restricted');
  after(() => workbench?.close());

  it('shows the flags that were saved', async () => {
    await openProblems(page);
    await page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'Suspected mislabel' }).waitFor();
    await togglePanelArea(page);
  });

  it('fits nothing, and says so', async () => {
    await openFile(page, 'train.csv', 1);
    await codeLens(page, 'No self-influence in Restricted Mode').waitFor();
    assert.match(await statusBarItem(page, 'SpamAssassin').innerText(), /restricted$/);
    await screenshot(page, 'restricted-1');
  });

  it('leads to where the workspace is trusted, and begins then', async () => {
    await codeLens(page, 'No self-influence in Restricted Mode').click();
    const trust = page.locator('.workspace-trust-editor');
    await trust.waitFor();
    await trust.getByRole('button', { name: 'Trust', exact: true }).click();
    await openFile(page, 'train.csv', 1);
    await statusBarItem(page, /SpamAssassin mails · logistic · (WASM|TensorFlow)$/).waitFor({
      timeout: FIT_LIMIT_MS,
    });
    await screenshot(page, 'restricted-2-trusted');
  });
});

/** The sample with one row flagged. */
async function sampleWithFlag(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'influence-restricted-')), 'mails');
  cpSync(join(repoRoot, 'media/sample'), folder, { recursive: true });
  const engine = startEngine();
  try {
    const place = await engine.request('recordAt', { file: join(folder, 'train.csv'), line: 2 });
    const { row, line, hash } = place!;
    const flag = { file: 'train.csv', row, line, hash, flag: 'mislabel' };
    writeFileSync(join(folder, 'influence-flags.jsonl'), `${JSON.stringify(flag)}\n`);
  } finally {
    engine.stop();
  }
  return folder;
}
