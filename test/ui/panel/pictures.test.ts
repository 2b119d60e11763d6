/** What pixels push, over the pictures of both rows: of a table of pixels and of image files. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestOf } from '../../../extension/contract/panel';
import type { PicturePushes } from '../../../extension/contract/why';
import { digitsBetween, shuffledDigits } from '../../data/digits';
import { writeFruits } from '../../data/fruitImages';
import { assertAccessible } from './accessibility';
import { fits, tabTo } from './drive';
import type { PanelPage } from './panelPage';
import { panelSuite } from './suite';

const SIDE = 14;

describe('what pixels push in the panel', function () {
  this.timeout(180_000);
  const suite = panelSuite();
  const folder = mkdtempSync(join(tmpdir(), 'influence-pixels-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const show = async (config: string, row: number): Promise<PanelPage & { picture: PicturePushes }> => {
    const request: RequestOf<'why'> = {
      view: 'why',
      dataset: { config },
      target: { set: 'test', row: 3 },
      choice: { by: 'label' },
      row,
    };
    const panel = await suite.show({ request, size: { width: 1000, height: 1300 } });
    await panel.page.locator('.heat').first().waitFor({ timeout: 120_000 });
    const { result } = panel.session;
    assert.ok(result?.view === 'why');
    return { ...panel, picture: result.result.why.picture! };
  };

  it('is read by keyboard and pointer in the digits of a table, in any theme and width', async () => {
    const digits = shuffledDigits(2);
    const table = (from: number, to: number) => {
      const { features, labels } = digitsBetween(digits, from, to);
      const header = Array.from({ length: SIDE ** 2 }, (_, j) => `pixel${j}`);
      const lines = Array.from(labels, (label, i) =>
        [...features.data.subarray(i * SIDE ** 2, (i + 1) * SIDE ** 2), label < 5 ? 'low' : 'high'].join(','),
      );
      return [[...header, 'label'].join(','), ...lines, ''].join('\n');
    };
    const config = suite.engine.dataset('digits', {
      'train.csv': table(0, 400),
      'test.csv': table(400, 420),
    });
    const { page, picture } = await show(config, 7);
    const [own, other] = [page.locator('.heat').first(), page.locator('.heat').nth(1)];
    assert.equal(await page.locator('.pair .ink[role="img"]').count(), 2);
    const strongest = picture.training.indexOf(Math.min(...picture.training));
    const place = `row ${Math.floor(strongest / SIDE) + 1}, column ${(strongest % SIDE) + 1}`;
    assert.ok((await own.getAttribute('aria-valuetext'))!.includes(`most at ${place} (`));
    await tabTo(page, '.heat');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.locator('.reading', { hasText: 'Row 3, column 2: this row 0.00 bright, pushes' }).waitFor();
    assert.equal(await page.locator('.marker').count(), 4);
    const box = (await other.boundingBox())!;
    const [column, row] = [strongest % SIDE, Math.floor(strongest / SIDE)];
    await page.mouse.move(
      box.x + ((column + 0.5) / SIDE) * box.width,
      box.y + ((row + 0.5) / SIDE) * box.height,
    );
    await page.locator('.reading', { hasText: new RegExp(`^${place}: `, 'i') }).waitFor();
    const pixels = page.getByRole('heading', { name: 'Pixel by pixel' });
    await pixels.waitFor();
    await assertAccessible(page, 'pixels');
    await fits(page, [400, 620, 1040], page.locator('.heat').first());
  });

  it('lies over the images of a folder', async () => {
    const images = join(folder, 'images');
    mkdirSync(images);
    writeFruits(join(images, 'train'), 20, 1);
    writeFruits(join(images, 'test'), 4, 2);
    const config = join(images, 'influence.json');
    writeFileSync(config, '{ "train": "train", "test": "test" }');
    const { page, picture } = await show(config, 4);
    assert.equal(picture.column, 'image');
    await page.waitForFunction(
      `[...document.querySelectorAll('.pair img')].filter((image) => image.naturalWidth > 0).length === 2`,
    );
    assert.ok((await page.locator('.heat .own path').count()) > 3);
    assert.ok((await page.locator('.heat .other path').count()) > 3);
    if (process.env['SCREENSHOTS'] !== undefined)
      await page.screenshot({ path: join(process.env['SCREENSHOTS'], 'panel-pixels-images.png') });
  });
});
