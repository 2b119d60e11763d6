/** The panel beside an editor in each kind of colour theme: pictures to look at, and text that can be read. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { outDir, repoRoot } from '../harness/paths';
import { codeLens, panelRows, quickPickItems, runCommand, sortPanel, webview } from './actions';
import { READABLE_CONTRAST, setTheme, textContrast, THEMES, type ThemeName } from './themes';
import { openWorkbench, screenshot, type Workbench } from './workbench';

const FIT_LIMIT_MS = 90_000;
/** What a reader has to read, from the title to the quietest. */
const TEXTS = ['h1', '.verdict', '.bars .tags', '.tick', '#count', '.col-loss .value', '.col-rank'];

describe('Influence Lens in the themes of VS Code', () => {
  let workbench: Workbench;
  let page: Page;
  let panel: FrameLocator;

  before(async () => {
    const vsix = join(outDir, 'influence-lens.vsix');
    workbench = await openWorkbench({ workspace: join(repoRoot, 'media/sample'), vsix });
    ({ page } = workbench);
    panel = webview(page);
    await runCommand(page, 'Influence: Explain Prediction');
    await quickPickItems(page).filter({ hasText: 'loss' }).first().click({ timeout: FIT_LIMIT_MS });
    const first = panelRows(panel).first();
    // The panel stood alone; with the file beside it, it is narrow.
    await first.locator('.col-cells .part').first().waitFor({ timeout: FIT_LIMIT_MS });
    await screenshot(page, 'panel-alone');
    await first.locator('.col-label').click();
    await sortPanel(panel, 'Largest self-influence');
    await first.locator('.col-label').click();
    await first.locator('.col-flag button').click();
    await codeLens(page, 'Remove Flag').waitFor({ timeout: FIT_LIMIT_MS });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await screenshot(page, 'failed-theme');
  });
  after(() => workbench?.close());

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`can be read in the ${theme} theme`, async () => {
      await setTheme(page, theme);
      await panelRows(panel).first().waitFor();
      await screenshot(page, `theme-${theme}`);
      for (const text of TEXTS) {
        const contrast = await textContrast(panel.locator(text).filter({ visible: true }).first());
        assert.ok(contrast >= READABLE_CONTRAST, `${text}: ${contrast.toFixed(2)}`);
      }
    });
  }
});
