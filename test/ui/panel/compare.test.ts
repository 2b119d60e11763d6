/** Two models side by side in the panel, in a browser, with the real engine behind it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PanelRequest, RequestOf, ResultOf } from '../../../extension/contract/panel';
import { writeFruits } from '../../data/fruitImages';
import { assertAccessible } from './accessibility';
import { answered, fits, received, tabTo } from './drive';
import { generatedCsv } from './engine';
import type { PanelOptions, PanelPage } from './panelPage';
import { panelSuite } from './suite';

const ROWS = 300;

describe('comparing two models in the panel', function () {
  this.timeout(180_000);
  const suite = panelSuite();
  let request: RequestOf<'compare'>;

  before(() => {
    const files = { 'train.csv': generatedCsv(ROWS, 1), 'test.csv': generatedCsv(60, 2) };
    const config = suite.engine.dataset('c', files);
    const other = config.replace('c.influence', 'rbf.influence');
    const model = { type: 'rbf-svm', gamma: 1 };
    writeFileSync(other, JSON.stringify({ ...(JSON.parse(readFileSync(config, 'utf8')) as object), model }));
    request = {
      view: 'compare',
      dataset: { config },
      other: { config: other },
      target: { set: 'test', row: 4 },
      choice: { by: 'label' },
    };
  });

  const show = async (asked: PanelRequest, options: Partial<PanelOptions> = {}): Promise<PanelPage> => {
    const panel = await suite.show({ request: asked, ...options });
    await panel.page.locator('.view.two-models').waitFor({ timeout: 120_000 });
    return panel;
  };
  const answerOf = ({ session }: PanelPage): ResultOf<'compare'> => {
    assert.equal(session.result?.view, 'compare');
    return session.result!.result as ResultOf<'compare'>;
  };

  it('shows both rankings, and how far they agree', async () => {
    const panel = await show(request);
    const { page } = panel;
    const { a, b, agreement, training } = answerOf(panel).compare;
    await page.locator('h1', { hasText: `${agreement.shared} of 10 leading rows in common` }).waitFor();
    const tables = page.locator('.ranked');
    for (const [i, [own, other]] of [
      [a, b],
      [b, a],
    ].entries()) {
      const rows = tables.nth(i).locator('tbody tr');
      assert.equal(await rows.count(), 10);
      const [first] = own!.order;
      const text = await rows.first().innerText();
      assert.match(text, new RegExp(`\\b${training.line[first!]}\\b`));
      const place = other!.order.indexOf(first!) + 1;
      assert.match(text.trim(), new RegExp(`${place}(, among[^]*)?$`));
    }
    assert.equal(await page.locator('.ranked').first().locator('.shared').count(), agreement.shared);
  });

  it('reads a row in both plots and both rankings, and opens it', async () => {
    const panel = await show(request);
    const { page, sent } = panel;
    const { a, training } = answerOf(panel).compare;
    await tabTo(page, 'svg[aria-label="Training rows in model A, by rank"]');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const second = a.order[1]!;
    await page.locator('.reading', { hasText: `Line ${training.line[second]}` }).waitFor();
    assert.equal(await page.locator('svg .ring').count(), 2);
    assert.equal(
      await page.locator('.ranked').first().locator('.chosen').getAttribute('data-row'),
      String(training.row[second]),
    );
    await page.keyboard.press('Enter');
    await received(sent, { type: 'open', ref: { set: 'train', row: training.row[second]! }, focus: false });
    await page.locator('.ranked').last().locator('tbody .link').first().click();
    const first = answerOf(panel).compare.b.order[0]!;
    await received(sent, { type: 'open', ref: { set: 'train', row: training.row[first]! }, focus: false });
    const ring = page.locator('svg .ring').first();
    const box = (await ring.boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await received(sent, { type: 'open', ref: { set: 'train', row: training.row[first]! }, focus: false });
  });

  it('swaps the models, and leads to the explanation of either', async () => {
    const panel = await show(request);
    const { page, session } = panel;
    const before = answerOf(panel).compare;
    await page.getByRole('button', { name: 'Swap A and B' }).click();
    // Both models are there before, too: the first of them is another one.
    await page.locator('.model-pair h2').first().filter({ hasText: 'RBF SVM' }).waitFor();
    await answered(panel);
    assert.deepEqual(answerOf(panel).compare.a.order, before.b.order);
    await page.getByRole('button', { name: 'Explain with B' }).click();
    await page.locator('[role="grid"]').waitFor();
    assert.equal(session.state.request.dataset.config, request.dataset.config);
    await page.getByRole('button', { name: 'Back to what was shown before' }).click();
    await page.locator('.view.two-models').waitFor();
  });

  it('shows pictures as pictures', async () => {
    const folder = join(request.dataset.config, '..');
    writeFruits(join(folder, 'fruits-train'), 12, 1);
    writeFruits(join(folder, 'fruits-test'), 3, 2);
    const [config, other] = ['fruits', 'svm'].map((name) => join(folder, `${name}.influence.json`)) as [
      string,
      string,
    ];
    const data = { train: 'fruits-train', test: 'fruits-test' };
    writeFileSync(config, JSON.stringify(data));
    writeFileSync(other, JSON.stringify({ ...data, model: { type: 'rbf-svm' } }));
    const { page } = await show(
      { ...request, dataset: { config }, other: { config: other }, target: { set: 'test', row: 1 } },
      { size: { width: 1280, height: 1000 } },
    );
    assert.equal(await page.locator('.ranked img').count(), 20);
    await picture(page, 'panel-compare-pictures');
  });

  it('is nothing wider than the panel, from 400 to 1600 pixels', async () => {
    const { page } = await show(request);
    await fits(page, [400, 620, 800, 1040, 1600], page.locator('.ranked').first());
  });

  it('has no accessibility fault in any theme', async () => {
    const { page } = await show(request, { size: { width: 1280, height: 1240 } });
    await page.locator('.ranked tbody .link').nth(2).hover();
    await page.locator('.section').first().click();
    await assertAccessible(page, 'compare');
  });
});

async function picture(page: PanelPage['page'], name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}
