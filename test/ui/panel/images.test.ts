/** The panel's built page on a folder of images, in a browser, with the real engine behind it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFruits } from '../../data/fruitImages';
import { panelSuite } from './suite';

describe('panel on images', function () {
  this.timeout(180_000);
  const suite = panelSuite();
  const folder = mkdtempSync(join(tmpdir(), 'influence-images-'));
  const config = join(folder, 'influence.json');

  before(() => {
    writeFruits(join(folder, 'train'), 40, 1);
    writeFruits(join(folder, 'test'), 8, 2);
    writeFileSync(config, '{ "train": "train", "test": "test" }');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('shows the explained image beside the ranked ones, only those on screen', async () => {
    const { page } = await suite.show({
      request: {
        view: 'explanation',
        dataset: { config },
        target: { set: 'test', row: 3 },
        choice: { by: 'label' },
      },
      size: { width: 1400, height: 800 },
    });
    const drawn = (selector: string) => `(() => {
      const images = [...document.querySelectorAll(${JSON.stringify(selector)})];
      return images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0);
    })()`;
    await page.locator('.row .thumbnail').first().waitFor({ timeout: 120_000 });
    await page.waitForFunction(drawn('.row .thumbnail'));
    await page.waitForFunction(drawn('.explained-image'));
    await page.waitForFunction(drawn('.detail .pictures img'));
    const thumbnails = await page.locator('.row .thumbnail').count();
    assert.ok(thumbnails > 3 && thumbnails < 60, String(thumbnails));
    const file = await page.locator('#rows-row-0 .col-line').innerText();
    const source = await page.locator('#rows-row-0 .thumbnail').getAttribute('src');
    assert.equal(source, `/file${folder}/train/${file}`);
    if (process.env['SCREENSHOTS'] !== undefined) {
      await page.screenshot({ path: join(process.env['SCREENSHOTS'], 'panel-images.png') });
      await page.setViewportSize({ width: 760, height: 900 });
      await page.waitForFunction(drawn('.row .thumbnail'));
      await page.screenshot({ path: join(process.env['SCREENSHOTS'], 'panel-images-narrow.png') });
    }
  });
});
