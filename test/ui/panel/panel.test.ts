/** The panel's built page in a browser, with the real engine behind it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LensError } from '../../../extension/contract/errors';
import type { RequestOf } from '../../../extension/contract/panel';
import type { Engine } from '../../../extension/host/engineTypes';
import { repoRoot } from '../../harness/paths';
import { readReference, referenceFolder } from '../../reference/fixtures';
import { THEMES, type ThemeName } from '../themes';
import { assertAccessible } from './accessibility';
import {
  activeRow,
  answered,
  cell,
  choose,
  counted,
  fits,
  received,
  reloadsAsItWas,
  rowAt,
  tabTo,
  until,
} from './drive';
import { generatedCsv } from './engine';
import { readTheme, type PanelOptions, type PanelPage } from './panelPage';
import { panelSuite } from './suite';

/** At two lines a row taller than what the list lays out in one piece. */
const MANY = 180_000;
const REFERENCE = 'breast-cancer';

const requestOf = (config: string, row: number): RequestOf<'explanation'> => ({
  view: 'explanation',
  dataset: { config },
  target: { set: 'test', row },
  choice: { by: 'label' },
});

/** In the page: whether the text of an option of a list has room. */
const IS_WHOLE = new Function(
  'option',
  `const text = option.shadowRoot.querySelector('.content');
  return text.scrollWidth <= text.clientWidth;`,
) as (option: unknown) => boolean;

describe('panel', function () {
  this.timeout(180_000);
  const suite = panelSuite();
  const reference = readReference(REFERENCE);
  const target = reference.targets[0];
  const config = join(referenceFolder(REFERENCE), 'influence.json');

  const show = (options: Partial<PanelOptions> = {}): Promise<PanelPage> =>
    suite.show({ request: requestOf(config, target.row), ...options });
  const shown = async (options?: Partial<PanelOptions>): Promise<PanelPage> => {
    const panel = await show(options);
    await rowAt(panel.page, 0).waitFor({ timeout: 120_000 });
    return panel;
  };

  describe('what it shows', () => {
    it('the prediction, and the rows in the order of the reference', async () => {
      const { page } = await shown();
      await page.getByRole('heading', { name: /^Predicted benign, 67\.3/ }).waitFor();
      await page.getByText('Its label is malignant.').waitFor();
      const strongest = target.removalForecast
        .map((change, row) => ({ row, change }))
        .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
        .slice(0, 8);
      for (const [index, { row, change }] of strongest.entries()) {
        const cells = rowAt(page, index);
        assert.equal(await cell(cells, 'line'), String(row + 2));
        const sign = change > 0 ? '+' : '−';
        assert.equal(
          await cell(cells, 'loss'),
          `${sign}${Math.abs(change).toFixed(3)}${change > 0 ? '▲' : '▼'}`,
        );
      }
    });

    it('the cells of the rows on screen, and the self-influence', async () => {
      const { page } = await shown();
      await rowAt(page, 0).locator('.col-cells .own').first().waitFor();
      await until(page, `!document.querySelector('#rows-row-0 .col-self').textContent.includes('…')`);
      const [first] = Array.from(target.removalForecast.keys()).sort(
        (a, b) => Math.abs(target.removalForecast[b]) - Math.abs(target.removalForecast[a]),
      );
      const self = Number(await cell(rowAt(page, 0), 'self'));
      assert.ok(Math.abs(self - reference.selfInfluence[first]) < 0.005 * reference.selfInfluence[first]);
    });

    it('the checks, the model and the explained row when they are opened', async () => {
      const { page } = await shown();
      await page.locator('.section').nth(0).click();
      assert.ok((await page.locator('.checks li').count()) > 0);
      await page.locator('.section').nth(1).click();
      assert.match(await page.locator('.facts').innerText(), /455 training rows, 30 features/);
      await page.locator('.section').nth(2).click();
      assert.equal(await page.locator('.record dt').count(), 31);
    });

    it('nothing wider than the panel, from 400 to 1600 pixels', async () => {
      const { page } = await shown();
      await fits(page, [400, 560, 760, 1000, 1200, 1600], rowAt(page, 0));
    });
  });

  describe('by keyboard alone', () => {
    it('moves through the rows, opens, flags and explains', async () => {
      const { page, sent } = await shown();
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      assert.equal(await activeRow(page), '4');
      await page.keyboard.press('Enter');
      const row = Number(await cell(rowAt(page, 2), 'line')) - 2;
      await received(sent, { type: 'open', ref: { set: 'train', row }, focus: true });
      await page.keyboard.press('f');
      await rowAt(page, 2).locator('button[aria-pressed="true"]').waitFor();
      await page.keyboard.press('f');
      await rowAt(page, 2).locator('button[aria-pressed="false"]').waitFor();
      await page.keyboard.press('End');
      assert.equal(await activeRow(page), '456');
      await page.keyboard.press('Home');
      assert.equal(await activeRow(page), '2');
      await page.keyboard.press('e');
      await page.getByRole('button', { name: 'Back to what was shown before' }).waitFor();
      const asked = sent.find((message) => message.type === 'ask');
      assert.ok(asked?.request.view === 'explanation');
      assert.equal(asked.request.target.set, 'train');
    });

    it('reaches the header, sorts by a column, and comes back', async () => {
      const { page } = await shown();
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.locator('.col-loss[aria-sort="descending"]').waitFor();
      const first = target.removalForecast.indexOf(Math.max(...target.removalForecast));
      assert.equal(await cell(rowAt(page, 0), 'line'), String(first + 2));
      await page.keyboard.press('Enter');
      await page.locator('.col-loss[aria-sort="ascending"]').waitFor();
      const last = target.removalForecast.indexOf(Math.min(...target.removalForecast));
      assert.equal(await cell(rowAt(page, 0), 'line'), String(last + 2));
      await page.keyboard.press('ArrowDown');
      assert.notEqual(await activeRow(page), '1');
    });

    it('selects a range and copies it', async () => {
      const { page, sent, session } = await shown();
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.locator('#count', { hasText: '3 selected' }).waitFor();
      await page.keyboard.press('Control+c');
      const order = resultOf(session).order;
      await received(sent, { type: 'copy', revision: 1, positions: order.slice(0, 3) });
    });
  });

  describe('with many rows', () => {
    let many: string;
    let csv: string;
    before(() => {
      csv = generatedCsv(MANY, 1);
      many = suite.engine.dataset('many', { 'train.csv': csv, 'test.csv': generatedCsv(20, 2) });
    });
    const showMany = () => shown({ request: requestOf(many, 3), size: { width: 760, height: 900 } });

    it('scrolls to the end and back with a handful of elements', async () => {
      const { page } = await showMany();
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('End');
      assert.equal(await activeRow(page), String(MANY + 1));
      await page.locator('.row.active .col-cells .own').first().waitFor();
      assert.ok((await page.locator('.row').count()) <= 40);
      await page.keyboard.press('PageUp');
      await page.keyboard.press('PageDown');
      assert.equal(await activeRow(page), String(MANY + 1));
      await page.evaluate(`{
        const grid = document.querySelector('.grid');
        grid.scrollTop = grid.scrollHeight / 2;
      }`);
      await until(
        page,
        `[...document.querySelectorAll('.row:not([hidden])')].some((row) => Math.abs(row.ariaRowIndex - ${MANY / 2}) < 500)`,
      );
      await page.keyboard.press('Home');
      assert.equal(await activeRow(page), '2');
    });

    it('turns a pixel of the wheel into a pixel of rows however many there are', async () => {
      const { page } = await showMany();
      const height = 46;
      await page.locator('.grid').hover();
      for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, height);
      await until(
        page,
        `[...document.querySelectorAll('.row')].some((row) => {
          const body = document.querySelector('.grid-header').getBoundingClientRect().bottom;
          return row.ariaRowIndex === '22' && Math.abs(row.getBoundingClientRect().top - body) < 2;
        })`,
      );
    });

    it('sorts by every column, both ways', async () => {
      const { page, session } = await showMany();
      const { training, removalProbabilityDelta, order } = resultOf(session);
      const keys: Record<string, ArrayLike<number>> = {
        probability: removalProbabilityDelta,
        label: training.label,
        predicted: training.predicted,
        line: training.line,
      };
      for (const [column, values] of Object.entries(keys)) {
        for (let turn = 0; turn < 2; turn++) {
          const header = page.locator(`.grid-header .col-${column}`);
          await header.click();
          const direction = await header.getAttribute('aria-sort');
          const best = direction === 'ascending' ? Math.min : Math.max;
          const extreme = order.reduce((found, position) => best(found, values[position]), values[0]);
          const line = Number(await cell(rowAt(page, 0), 'line'));
          assert.equal(values[training.line.indexOf(line)], extreme, `${column} ${String(direction)}`);
        }
      }
    });

    it('filters by text, label, prediction and effect, alone and together', async () => {
      const { page, session } = await showMany();
      const { training, removalForecast, removalDelta } = resultOf(session);
      const effect = removalForecast ?? removalDelta;
      const rows = csv.trimEnd().split('\n').slice(1);
      const count = (passes: (position: number) => boolean) =>
        rows.reduce((sum, _, position) => sum + Number(passes(position)), 0);
      const inBergen = (position: number) => rows[position].includes('Bergen');
      const leaves = (position: number) => training.classes[training.label[position]] === 'leaves';
      const harmful = (position: number) => effect[position] < 0;
      await page.getByRole('textbox').fill('bergen');
      await counted(page, count(inBergen));
      await choose(page, 'Label', 'Label: leaves');
      await counted(
        page,
        count((at) => inBergen(at) && leaves(at)),
      );
      await choose(page, 'Effect', '▼ Harmful for stays');
      await counted(
        page,
        count((at) => inBergen(at) && leaves(at) && harmful(at)),
      );
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await counted(page, MANY);
      await page.getByRole('checkbox', { name: 'Label ≠ predicted' }).click();
      await counted(
        page,
        count((at) => training.label[at] !== training.predicted[at]),
      );
      await page.getByRole('textbox').fill('nowhere to be found');
      await page.getByText('No row passes these filters.').waitFor();
    });
  });

  describe('what it asks of the editor', () => {
    it('a click opens the row and leaves the keyboard here; the plot selects', async () => {
      const { page, sent } = await shown();
      await rowAt(page, 3).locator('.col-label').click();
      const row = Number(await cell(rowAt(page, 3), 'line')) - 2;
      await received(sent, { type: 'open', ref: { set: 'train', row }, focus: false });
      assert.equal(await activeRow(page), '5');
      await page.locator('.plot svg').click({ position: { x: 54, y: 20 } });
      assert.match(await page.locator('.row[aria-selected="true"] .col-loss').innerText(), /▲/);
    });

    it('exports the rows that are shown, in their order', async () => {
      const { page, sent, session } = await shown();
      await choose(page, 'Effect', '▲ Helpful for malignant');
      await page.locator('#count', { hasText: ' of 455' }).waitFor();
      await page.getByRole('button', { name: /^Export/ }).click();
      const { order, removalForecast, removalDelta } = resultOf(session);
      const effect = removalForecast ?? removalDelta;
      await received(sent, { type: 'export', revision: 1, positions: order.filter((at) => effect[at] > 0) });
    });

    it('explains for another class', async () => {
      const { page, sent } = await shown();
      await choose(page, /^Class with respect/, 'Explains the prediction: benign');
      await received(sent, {
        type: 'ask',
        request: { ...requestOf(config, target.row), choice: { by: 'prediction' } },
        replace: true,
      });
      await page.locator('.grid-header', { hasText: 'P(benign)' }).waitFor();
    });
  });

  it('ranks by something else, says how far that agrees, and plots the effects all the same', async () => {
    const panel = await shown();
    const { page, sent, session } = panel;
    const { order } = resultOf(session);
    const caption = await page.locator('.plot .legend').innerText();
    await page.locator('.grid-header .col-self').click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    assert.equal(await activeRow(page), '456');
    const list = page.getByRole('combobox', { name: 'What the rows are ranked by' });
    await list.click();
    for (const option of await list.getByRole('option').all())
      assert.ok(await option.evaluate(IS_WHOLE), `${await option.innerText()} is cut off`);
    await list.getByRole('option', { name: 'By Euclidean distance' }).click();
    const asked = requestOf(config, target.row);
    await received(sent, { type: 'ask', request: { ...asked, rankBy: 'euclidean' }, replace: true });
    await answered(panel);
    const { order: nearest, ranking, training } = resultOf(session);
    assert.notDeepEqual(nearest, order);
    await page.getByText(`${ranking!.shared} of the first 10`).waitFor();
    assert.equal(Number(await cell(rowAt(page, 0), 'line')), training.line[nearest[0]]);
    assert.equal(await activeRow(page), '2', 'the first row of the ranking is on screen');
    await page.setViewportSize({ width: 500, height: 800 });
    await page.locator('[aria-label="Sort by"] .selected-value', { hasText: 'Ranking' }).waitFor();
    assert.equal(await page.locator('.plot .legend').innerText(), caption);
    await choose(page, 'What the rows are ranked by', 'By influence');
    await received(sent, { type: 'ask', request: asked, replace: true });
    await answered(panel);
    assert.deepEqual(resultOf(session).order, order);
  });

  describe('its states', () => {
    it('keeps order, filter and selection over a reload of the window', async () => {
      const { page } = await shown();
      await page.locator('.grid-header .col-self').click();
      await page.getByRole('checkbox', { name: 'Label ≠ predicted' }).click();
      await page.locator('#count', { hasText: ' of 455' }).waitFor();
      await rowAt(page, 1).locator('.col-label').click();
      await reloadsAsItWas(page, '.col-self[aria-sort="descending"]');
    });

    it('shows how far it is, and stops when it is told to', async () => {
      const slow: Engine = {
        request: (_, __, work) =>
          new Promise((_resolve, reject) => {
            work?.progress?.({ stage: 'Fitting the model', fraction: 0.37, etaMs: 12_000 });
            work?.signal?.addEventListener('abort', () => reject(new LensError('cancelled', 'Cancelled.')));
          }),
      };
      const { page, session } = await show({ engine: slow });
      await page.getByText('about 12').waitFor();
      assert.equal(await page.getByRole('progressbar').getAttribute('aria-valuenow'), '37');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Stopped before there was an answer.').waitFor();
      assert.equal(session.state.phase, 'cancelled');
    });

    it('keeps clicks and keys from what is shown while another answer is on its way', async () => {
      let release: (() => void) | undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let asked = 0;
      const holding: Engine = {
        request: async (name, params, work) => {
          if (name === 'explain' && ++asked === 2) await held;
          return suite.engine.request(name, params, work);
        },
      };
      const panel = await shown({ engine: holding });
      const { page, sent, session } = panel;
      await page.locator('[role="grid"]').focus();
      session.ask(requestOf(config, target.row + 1), true);
      await page.getByRole('progressbar').waitFor();
      const { x, y } = (await rowAt(page, 3).boundingBox())!;
      await page.mouse.click(x + 20, y + 5);
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowDown');
      assert.equal(await activeRow(page), '2');
      release?.();
      await answered(panel);
      assert.deepEqual(
        sent.filter(({ type }) => type === 'open'),
        [],
      );
      // The keyboard is where it was.
      await page.keyboard.press('ArrowDown');
      assert.equal(await activeRow(page), '3');
    });

    it('says what is wrong and how to mend it, and tries again', async () => {
      let broken = true;
      const failing: Engine = {
        request: (name, params, work) =>
          broken && name === 'explain'
            ? Promise.reject(
                new LensError('data', 'No rows.', {
                  hint: 'Add some.',
                  location: { file: 'a.csv', line: 1 },
                }),
              )
            : suite.engine.request(name, params, work),
      };
      const { page, sent } = await show({ engine: failing });
      await page.getByRole('heading', { name: 'No rows.' }).waitFor();
      await page.getByText('Add some.').waitFor();
      await page.getByRole('button', { name: 'a.csv, line 1' }).click();
      await received(sent, { type: 'openLocation', location: { file: 'a.csv', line: 1 } });
      broken = false;
      await page.getByRole('button', { name: 'Try again' }).click();
      await rowAt(page, 0).waitFor();
    });

    it('leads to the trust of the workspace in Restricted Mode', async () => {
      const restricted: Engine = {
        request: () => Promise.reject(new LensError('restricted', 'No model is fitted.')),
      };
      const { page, sent } = await show({ engine: restricted });
      await page.getByRole('heading', { name: 'No model is fitted.' }).waitFor();
      await page.getByRole('button', { name: 'Manage workspace trust' }).click();
      await received(sent, { type: 'manageTrust' });
    });

    it('says when the data changed, and runs again', async () => {
      const panel = await shown();
      const { page, session } = panel;
      session.set({ stale: true });
      await page.getByText('changed since this was computed').waitFor();
      await page.locator('.banner').getByRole('button', { name: 'Run again' }).click();
      await page.locator('.banner').waitFor({ state: 'hidden' });
      await answered(panel);
      assert.equal(session.state.revision, 2);
    });
  });

  describe('for everyone', () => {
    it('has no accessibility fault in any theme', async () => {
      const { page } = await shown({ size: { width: 1200, height: 900 } });
      await page.locator('.section').nth(0).click();
      await page.locator('.detail .compare').waitFor();
      await assertAccessible(page, 'explanation');
    });

    it('uses no colour that no theme has', () => {
      const style = readFileSync(join(repoRoot, 'dist/webview/main.css'), 'utf8');
      const used = new Set(style.match(/--vscode-[\w-]+/g));
      const known = new Set(
        (Object.keys(THEMES) as ThemeName[]).flatMap((theme) => Object.keys(readTheme(theme).variables)),
      );
      assert.ok(used.size > 10);
      assert.deepEqual(
        [...used].filter((name) => !known.has(name)),
        [],
      );
    });

    it('runs nothing that is not its own script', async () => {
      const { page, problems } = await shown();
      await page.evaluate(`{
        window.violations = 0;
        document.addEventListener('securitypolicyviolation', () => window.violations++);
        const script = document.createElement('script');
        script.textContent = 'window.foreign = true';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src="data:image/png;base64,AAAA" onerror="window.foreign = true">');
      }`);
      await until(page, 'window.violations >= 2');
      assert.equal(await page.evaluate('window.foreign'), undefined);
      assert.ok(problems.length >= 2 && problems.every((text) => text.includes('Content Security Policy')));
      problems.length = 0;
    });
  });
});

function resultOf({ result }: PanelPage['session']) {
  assert.ok(result?.view === 'explanation');
  return result.result;
}
