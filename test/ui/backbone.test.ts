/** Explain Prediction on images, with a network that nobody here made: what a person with a TensorFlow.js model sees. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { writeFruits } from '../data/fruitImages';
import { writeNsfwModel } from '../data/nsfwModel';
import { outDir } from '../harness/paths';
import {
  closeNotifications,
  contextMenu,
  explorerItem,
  notification,
  panelRows,
  pick,
  quickPickItems,
  runCommand,
  sortPanel,
  statusBarItem,
  webview,
} from './actions';
import { setTheme, type ThemeName } from './themes';
import { tellOfFailures } from './failures';
import { openWorkbench, screenshot, type Workbench } from './workbench';

/** Reading MobileNet v2, and its features of 36 images of 224 × 224 pixels, on a slow machine. */
const FEATURES_LIMIT_MS = 180_000;

describe('the MobileNet v2 of nsfwjs in VS Code', function () {
  this.bail(true);
  const made = mkdtempSync(join(tmpdir(), 'influence-backbone-'));
  let workbench: Workbench;
  let page: Page;
  let panel: FrameLocator;

  before(async () => {
    const workspace = join(made, 'fruits');
    mkdirSync(workspace);
    writeFruits(join(workspace, 'train'), 8, 1);
    writeFruits(join(workspace, 'test'), 4, 2);
    writeNsfwModel(join(workspace, 'mobilenet'));
    workbench = await openWorkbench({ workspace, vsix: join(outDir, 'influence-lens.vsix') });
    ({ page } = workbench);
    panel = webview(page);
  });
  tellOfFailures(() => page, 'failed-backbone');
  after(async () => {
    await workbench?.close();
    rmSync(made, { recursive: true, force: true });
  });

  it('is set up by answering questions', async () => {
    await runCommand(page, 'Influence: Set Up Dataset');
    await pick(page, /train.*a folder of images/s);
    await quickPickItems(page).filter({ hasText: 'held out at random' }).first().waitFor();
    await pick(page, 'test');
    await quickPickItems(page).filter({ hasText: 'model.json' }).waitFor();
    await screenshot(page, 'backbone-set-up');
    await pick(page, 'model.json');
    await pick(page, 'No, it was trained on something else');
    await pick(page, 'Create influence.json');
    await notification(page, 'influence.json is written').waitFor();
    assert.deepEqual(JSON.parse(readFileSync(join(workbench.workspace, 'influence.json'), 'utf8')), {
      train: 'train',
      test: 'test',
      model: { type: 'keras', path: 'mobilenet/model.json', head: 'new' },
      seed: 0,
    });
    await closeNotifications(page);
  });

  it('explains a test image by right-click', async () => {
    await statusBarItem(page, 'fruits').waitFor();
    for (const folder of ['test', 'lime']) await explorerItem(page, folder).click();
    await contextMenu(explorerItem(page, '001.png'), 'Explain Prediction');
    await panelRows(panel).first().waitFor({ timeout: FEATURES_LIMIT_MS });
    assert.match(await panel.locator('.place').innerText(), /001\.png/);
    assert.match(await panel.locator('.bars').innerText(), /lime/);
    assert.equal(await panel.getByRole('grid').getAttribute('aria-rowcount'), '25');
  });

  it('shows it beside the ranked training images', async () => {
    await panel.locator('.explained-image').waitFor();
    const images = panel.locator('.row .thumbnail:visible, .explained-image');
    await eventually(async () => (await images.count()) > 4);
    const sizes = () => images.evaluateAll(NATURAL_WIDTHS) as Promise<number[]>;
    await eventually(async () => (await sizes()).every((width) => width === 24 || width === 40));
    const file = await panelRows(panel).first().locator('.col-line').innerText();
    assert.match(file, /^(apple|lime|plum)\/\d{3}\.(jpg|png)$/);
    const address = await panelRows(panel).first().locator('.thumbnail').getAttribute('src');
    assert.ok(address?.endsWith(`/train/${file}`), address ?? 'no address');
  });

  it('ranks the images by self-influence', async () => {
    // Its image opens beside the panel, which is narrow then and has the order in a list.
    await panelRows(panel).nth(1).locator('.col-label').click();
    await sortPanel(panel, 'Largest self-influence');
    const shown = panelRows(panel).locator('.col-self');
    await shown.first().filter({ hasText: /\d/ }).waitFor();
    const values = (await shown.allInnerTexts()).map((text) => Number(text.replace(/,/g, '')));
    assert.ok(values.length > 1 && values.every((value) => value > 0), values.join(' '));
    assert.deepEqual(
      values,
      [...values].sort((a, b) => b - a),
    );
  });

  it('tells which layers are differentiated', async () => {
    await panel.getByRole('button', { name: 'Layers', exact: true }).click();
    const rows = panel.locator('.layers tbody tr:visible');
    await rows.first().waitFor();
    assert.match(await rows.first().innerText(), /16\d layers.*frozen/s);
    assert.match(await rows.last().innerText(), /new last layer.*differentiated exactly/s);
    await screenshot(page, 'backbone-layers');
    await panel.getByRole('button', { name: /layers$/ }).click();
    await panel.getByText('Conv1_pad', { exact: true }).waitFor();
    await panel.getByRole('button', { name: 'Layers', exact: true }).click();
  });

  for (const theme of ['dark', 'light', 'hc-black', 'hc-light'] satisfies ThemeName[]) {
    it(`leaves a picture in the ${theme} theme`, async () => {
      await setTheme(page, theme);
      await panelRows(panel).first().locator('.thumbnail').waitFor();
      await screenshot(page, `backbone-${theme}`);
      assert.ok(await panel.locator('.explained-image').isVisible());
    });
  }
});

/** Runs in the page. */
const NATURAL_WIDTHS = new Function('images', 'return images.map((image) => image.naturalWidth);') as (
  images: unknown,
) => number[];

async function eventually(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await check())) {
    assert.ok(Date.now() < end, 'not within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
