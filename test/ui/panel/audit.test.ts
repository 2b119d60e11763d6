/** The audit of vulnerability in the panel, in a browser, with the real engine behind it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RequestOf, ResultOf } from '../../../extension/contract/panel';
import { formatProbability } from '../../../webview/format/numbers';
import { writePictures } from '../../data/pictures';
import { assertAccessible } from './accessibility';
import { answered, choose, fits, received } from './drive';
import { generatedCsv } from './engine';
import type { PanelOptions, PanelPage } from './panelPage';
import { panelSuite } from './suite';

type Request = RequestOf<'audit'>;

describe('auditing vulnerability in the panel', function () {
  this.timeout(180_000);
  const suite = panelSuite();
  let table: Request;
  let pictures: Request;

  before(() => {
    const files = { 'train.csv': generatedCsv(24, 1), 'test.csv': generatedCsv(60, 2) };
    const config = suite.engine.dataset('a', files);
    table = { view: 'audit', dataset: { config }, targets: 10, share: 1 };
    const folder = join(dirname(config), 'shapes');
    writePictures(folder, { train: 16, test: 10 }, 5);
    const shapes = join(folder, 'influence.json');
    const model = { type: 'logistic', l2: 0.003 };
    writeFileSync(shapes, JSON.stringify({ train: 'train', test: 'test', model, audit: { levels: 8 } }));
    pictures = { view: 'audit', dataset: { config: shapes }, targets: 8 };
  });

  const show = async (request: Request, options: Partial<PanelOptions> = {}): Promise<PanelPage> => {
    const panel = await suite.show({ request, ...options });
    await panel.page.locator('.view.audit').waitFor({ timeout: 120_000 });
    return panel;
  };
  const documentOf = ({ session }: PanelPage): ResultOf<'audit'>['document'] => {
    assert.equal(session.result?.view, 'audit');
    return (session.result!.result as ResultOf<'audit'>).document;
  };

  it('tells which predictions flip, and which cells of which row are edited', async () => {
    const { config } = table.dataset;
    const train = join(dirname(config), 'a-train.csv');
    const before = readFileSync(train, 'utf8');
    const panel = await show(table);
    const { page, sent } = panel;
    const { rows, flipped } = documentOf(panel);
    assert.ok(flipped >= 1 && flipped < 10, String(flipped));
    await page.locator('h1', { hasText: `${flipped} of 10 predictions` }).waitFor();
    assert.equal(await page.locator('.outcome', { hasText: 'flips to' }).count(), flipped);
    const [first, second] = rows;
    const sure = `${formatProbability(first!.before)} → ${formatProbability(first!.after)}`;
    await page.locator('.attacks tbody tr').first().locator('.sure', { hasText: sure }).waitFor();
    const edited = page.locator('.edited tbody tr:not(.same)');
    assert.equal(await edited.count(), first!.edited);
    await page.locator('.edited .same th', { hasText: 'port' }).waitFor();
    await page.locator('.attacks tbody tr').nth(1).locator('.outcome').click();
    await page.locator('.edit h2', { hasText: `line ${second!.training.line}` }).waitFor();
    await page.locator('.edit').getByRole('button', { name: 'Open the training row' }).click();
    await received(sent, { type: 'open', ref: { set: 'train', row: second!.training.row }, focus: true });
    await page.locator('.attacks tbody tr').first().getByRole('button').first().click();
    await received(sent, { type: 'open', ref: { set: 'test', row: first!.row }, focus: false });
    await page.getByRole('button', { name: 'Export report' }).click();
    await received(sent, { type: 'export', revision: 1, positions: new Int32Array(0) });
    assert.equal(readFileSync(train, 'utf8'), before);
  });

  it('is asked again with other bounds', async () => {
    const panel = await show(table);
    const { page } = panel;
    await choose(page, 'How far a number may be edited', '0.02 standard deviations a number');
    await page.locator('p', { hasText: 'at most 0.02 of its column' }).waitFor();
    await choose(page, 'How many predictions are attacked', '5 predictions');
    await page.locator('h1', { hasText: 'of 5' }).waitFor();
    assert.equal(documentOf(panel).bounds.share, 0.02);
  });

  it('shows a picture, the edited one, and their difference', async () => {
    const panel = await show(pictures, { size: { width: 1280, height: 900 } });
    const { page } = panel;
    assert.equal(documentOf(panel).bounds.levels, 8);
    assert.equal(await page.locator('.attacks tbody tr').first().locator('img').count(), 2);
    const read = (index: number) =>
      page.evaluate(`(() => {
        const canvas = document.querySelectorAll('.edit-pictures canvas')[${index}];
        return Array.from(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data);
      })()`) as Promise<number[]>;
    const [original, edited] = [await read(0), await read(1)];
    assert.equal(original.length, 32 * 32 * 4);
    const most = original.reduce((max, level, i) => Math.max(max, Math.abs(level - edited[i]!)), 0);
    assert.ok(most > 0 && most <= 8, String(most));
  });

  it('can be stopped, and tells how long it takes', async () => {
    const panel = await suite.show({ request: { ...pictures, targets: 20 } });
    const { page } = panel;
    await page.locator('#progress .words', { hasText: /Attacking predictions.*left/s }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Stopped before there was an answer.').waitFor();
  });

  it('is nothing wider than the panel, from 400 to 1600 pixels', async () => {
    const { page } = await show(table);
    await fits(page, [400, 620, 1040, 1600], page.locator('.attacks'));
  });

  it('has no accessibility fault in any theme', async () => {
    const panel = await show(table, { size: { width: 1280, height: 900 } });
    const { page, session } = panel;
    await assertAccessible(page, 'audit-table');
    session.ask(pictures, true);
    await answered(panel);
    await page.locator('.edit-pictures').waitFor();
    await assertAccessible(page, 'audit-pictures');
  });
});
