/** How many rows are worth checking, in a browser, with the real engine behind it. */
import assert from 'node:assert/strict';
import type { RequestOf, ResultOf } from '../../../extension/contract/panel';
import { assertAccessible } from './accessibility';
import { answered, choose, fits, received, tabTo } from './drive';
import { generatedCsv } from './engine';
import type { PanelOptions, PanelPage } from './panelPage';
import { panelSuite } from './suite';

const ROWS = 400;

describe('budget in the panel', function () {
  this.timeout(180_000);
  const suite = panelSuite();
  let request: RequestOf<'budget'>;

  before(() => {
    const config = suite.engine.dataset('b', {
      'train.csv': generatedCsv(ROWS, 1),
      'test.csv': generatedCsv(200, 2),
    });
    request = { view: 'budget', dataset: { config }, rate: 0.1, kind: 'uniform', draws: 2 };
  });

  const shown = async (options: Partial<PanelOptions> = {}): Promise<PanelPage> => {
    const panel = await suite.show({ request, ...options });
    await panel.page.locator('svg.found').waitFor({ timeout: 120_000 });
    return panel;
  };

  it('reads what checking so many rows finds, by keyboard', async () => {
    const { page, session } = await shown();
    const { curves, checked } = answerOf(session).budget;
    const best = curves
      .filter(({ order }) => order !== 'random')
      .reduce((a, b) => (a.area.mean >= b.area.mean ? a : b));
    await tabTo(page, 'svg.found');
    await page.keyboard.press('End');
    const slider = page.getByRole('slider', { name: 'Rows checked' });
    assert.equal(await slider.getAttribute('aria-valuenow'), String(ROWS));
    await page.locator('.reading', { hasText: `Checking ${ROWS} rows (100 %) finds 100 %` }).waitFor();
    await page.keyboard.press('Home');
    // To a point of the curve, where nothing is read in between.
    const k = checked.findIndex((share) => share > 0 && Number.isInteger(share * ROWS));
    for (let rows = 0; rows < checked[k] * ROWS; rows++) await page.keyboard.press('ArrowRight');
    const found = 100 * best.found[k];
    const text = found < 10 ? found.toFixed(1) : found.toFixed(0);
    await page.locator('.reading b', { hasText: `${text} %` }).waitFor();
    assert.match(
      (await slider.getAttribute('aria-valuetext'))!,
      new RegExp(`^Checking ${checked[k] * ROWS} rows finds ${text}`),
    );
  });

  it('has every number in a table', async () => {
    const { page, session } = await shown();
    const { curves, checked } = answerOf(session).budget;
    await page.getByText('The numbers as tables').click();
    const table = page.locator('.numbers-table table').first();
    assert.equal(await table.locator('tbody tr').count(), checked.length + 1);
    const random = curves.findIndex(({ order }) => order === 'random');
    const last = table.locator('tbody tr').nth(checked.length);
    const { area } = curves[random];
    assert.equal(
      await last.locator('td').nth(random).innerText(),
      `${area.mean.toFixed(3)} ± ${area.sd.toFixed(3)}`,
    );
  });

  it('plants other errors when it is told to', async () => {
    const panel = await shown();
    const { page, sent } = panel;
    await choose(page, 'Which labels are flipped', 'more in some classes than in others');
    await received(sent, { type: 'ask', request: { ...request, kind: 'class' }, replace: true });
    await answered(panel);
    await page.getByRole('button', { name: 'Export' }).click();
    await received(sent, { type: 'export', revision: 2, positions: new Int32Array(0) });
  });

  it('is nothing wider than the panel, from 400 to 1600 pixels, and keeps the rows over a reload', async () => {
    const { page } = await shown();
    await fits(page, [400, 500, 900, 1600], page.locator('svg.found .line').first());
    await tabTo(page, 'svg.found');
    await page.keyboard.press('End');
    await page.reload();
    const slider = page.getByRole('slider', { name: 'Rows checked' });
    await slider.waitFor();
    assert.equal(await slider.getAttribute('aria-valuenow'), String(ROWS));
  });

  it('has no accessibility fault in any theme', async () => {
    const { page } = await shown();
    await page.getByText('The numbers as tables').click();
    await assertAccessible(page, 'budget');
  });
});

function answerOf({ result }: PanelPage['session']): ResultOf<'budget'> {
  assert.ok(result?.view === 'budget');
  return result.result;
}
