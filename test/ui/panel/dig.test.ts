/** Digging into an explanation: why a row, retraining, groups and slices, in a browser, with the real engine behind it. */
import assert from 'node:assert/strict';
import { LensError } from '../../../extension/contract/errors';
import type { PanelRequest, RequestOf, ResultOf, ViewName } from '../../../extension/contract/panel';
import type { Engine } from '../../../extension/host/engineTypes';
import { formatLoneChange, formatPlain } from '../../../webview/format/numbers';
import { assertAccessible } from './accessibility';
import { answered, choose, counted, fits, received, rowAt, tabTo } from './drive';
import { generatedCsv } from './engine';
import type { PanelOptions, PanelPage } from './panelPage';
import { panelSuite } from './suite';

const ROWS = 400;

describe('digging in the panel', function () {
  this.timeout(180_000);
  const suite = panelSuite();
  let explained: Pick<RequestOf<'slices'>, 'dataset' | 'target' | 'choice'>;

  before(() => {
    const config = suite.engine.dataset('d', {
      'train.csv': generatedCsv(ROWS, 1),
      'test.csv': generatedCsv(100, 2),
    });
    explained = { dataset: { config }, target: { set: 'test', row: 4 }, choice: { by: 'label' } };
  });

  const show = async (request: PanelRequest, options: Partial<PanelOptions> = {}): Promise<PanelPage> => {
    const panel = await suite.show({ request, ...options });
    await panel.page.locator('#stage .view').waitFor({ timeout: 120_000 });
    return panel;
  };
  const showRanking = async (): Promise<PanelPage> => {
    const panel = await show({ view: 'explanation', ...explained });
    await rowAt(panel.page, 0).waitFor();
    return panel;
  };

  it('tells why a row matters, by a key, and comes back', async () => {
    const { page, session, sent } = await showRanking();
    await tabTo(page, '[role="grid"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('w');
    await page.locator('.view.why').waitFor();
    const { why } = answerOf('why', session);
    const values = await page.locator('.factors .value').allInnerTexts();
    assert.deepEqual(values.slice(0, 3), [
      formatPlain(why.parts.loss),
      formatPlain(why.parts.similarity),
      formatPlain(why.parts.hessian),
    ]);
    const product = values.map((text) => Number(text.replace('−', '-'))).reduce((a, b) => a * b, 1);
    assert.ok(Math.abs(product / ROWS / why.removalDelta - 1) < 0.03, `${product / ROWS}`);
    assert.equal(await page.locator('.product b').innerText(), formatLoneChange(why.removalDelta));
    const influence = page.locator('.rankings tbody tr').first();
    assert.match(await influence.innerText(), new RegExp(`\\b${why.rankings[0].rank} of ${ROWS}`));
    // Age, fare and port, those that differ first.
    assert.equal(await page.locator('.both tbody tr').count(), 3);
    await page.getByRole('button', { name: 'd-train.csv' }).click();
    await received(sent, { type: 'open', ref: { set: 'train', row: why.row.row }, focus: true });
    await page.getByRole('button', { name: 'Back to what was shown before' }).click();
    await rowAt(page, 1).and(page.locator('[aria-selected="true"]')).waitFor();
  });

  it('verifies the standard sample, read by keyboard and opened by click', async () => {
    const { page, session, sent } = await showRanking();
    await page.locator('.more-actions').getByRole('button', { name: 'Verify' }).click();
    await page.locator('svg.scatter').waitFor();
    const { rows, agreement } = answerOf('verify', session);
    assert.equal(rows.length, 40);
    assert.equal(await page.locator('svg.scatter .point').count(), 40);
    const { r, slope } = agreement.removalForecast!.all;
    await page.locator('.verdict', { hasText: `R ${r!.toFixed(3)}, slope ${slope!.toFixed(2)}` }).waitFor();
    await tabTo(page, 'svg.scatter');
    await page.keyboard.press('End');
    const most = rows.reduce((a, b) => (a.removalForecast! > b.removalForecast! ? a : b));
    await page.locator('.reading', { hasText: `Line ${most.line}, ${most.label}` }).waitFor();
    await page.keyboard.press('Enter');
    await received(sent, { type: 'open', ref: { set: 'train', row: most.row }, focus: false });
    await page.reload();
    await page.locator('.reading', { hasText: `Line ${most.line}, ${most.label}` }).waitFor();
    await page.locator('.verified tbody tr').first().getByRole('button').click();
    await received(sent, { type: 'open', ref: { set: 'train', row: rows[0].row }, focus: false });
    await choose(page, 'Rows that are left out', '10 rows: strongest and random');
    await page.locator('h1', { hasText: '10 rows really left out' }).waitFor();
  });

  it('verifies the rows that are selected, each on its own', async () => {
    const { page, session } = await showRanking();
    await tabTo(page, '[role="grid"]');
    for (let more = 0; more < 3; more++) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('v');
    await page.locator('svg.scatter').waitFor();
    const { rows } = answerOf('verify', session);
    assert.deepEqual(
      rows.map(({ chosen }) => chosen),
      ['asked', 'asked', 'asked', 'asked'],
    );
  });

  it('can be stopped, and goes back', async () => {
    const { page, session } = await showRanking();
    session.ask({ view: 'verify', ...explained, rows: 390 }, false);
    await page.locator('#progress .stage', { hasText: 'Retraining without rows' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Stopped before there was an answer.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await rowAt(page, 0).waitFor();
  });

  it('runs all checks when asked, tells how far they are, can be stopped, and keeps what they found', async () => {
    let held = true;
    const slow: Engine = {
      request(name, params, work) {
        if (name !== 'checks' || !held) return suite.engine.request(name, params, work);
        work?.progress?.({ stage: 'Retraining without rows', fraction: 0.4, etaMs: 8_000 });
        return new Promise((_resolve, reject) =>
          work?.signal?.addEventListener('abort', () => reject(new LensError('cancelled', 'Cancelled.'))),
        );
      },
    };
    const { page, session } = await show({ view: 'explanation', ...explained }, { engine: slow });
    const own = answerOf('explanation', session).head.checks.length;
    await page.getByRole('button', { name: /Can be trusted/ }).click();
    await page.getByRole('button', { name: 'Run all checks' }).click();
    const running = page.locator('.full-checks', {
      hasText: /Retraining without rows\s+40 % · about 8 s left/,
    });
    await running.waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped before all were run.').waitFor();
    held = false;
    await page.getByRole('button', { name: 'Run all checks' }).click();
    await page.getByText('All checks have been run.').waitFor();
    await page.locator('.checks li', { hasText: 'Spot check' }).waitFor();
    const all = await page.locator('.checks li').count();
    assert.ok(all > own, `${all} of ${own}`);
    await tabTo(page, '[role="grid"]');
    await page.keyboard.press('w');
    await page.locator('.view.why').waitFor();
    await page.locator('.section').first().click();
    await page.locator('.checks li', { hasText: 'Spot check' }).waitFor();
    await page.getByRole('button', { name: 'Back to what was shown before' }).click();
    await rowAt(page, 0).waitFor();
    assert.equal(await page.locator('.checks li').count(), all);
  });

  it('forecasts what becomes without a group, and verifies it', async () => {
    const { page, session } = await showRanking();
    await tabTo(page, '[role="grid"]');
    for (let more = 0; more < 4; more++) await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('button', { name: 'What if' }).click();
    await page.locator('h1', { hasText: 'Without the 5 rows chosen' }).waitFor();
    await choose(page, 'What is done with the rows', 'Relabel as leaves');
    await page.locator('h1', { hasText: 'If the 5 rows chosen were labelled “leaves”' }).waitFor();
    await choose(page, 'What is done with the rows', 'Remove');
    await page.locator('h1', { hasText: 'Without the 5 rows chosen' }).waitFor();
    await page.getByRole('button', { name: 'Verify by retraining' }).click();
    await page.getByRole('columnheader', { name: 'Retrained' }).waitFor();
    const { loss } = answerOf('whatIf', session).whatIf;
    assert.ok(Math.abs(loss.forecast / loss.actual! - 1) < 0.1);
    await page.locator('.verdict', { hasText: 'Retraining confirms it' }).waitFor();
  });

  it('takes a group by the values of a column, and tells what there is when there is none', async () => {
    const { page, session } = await show({
      view: 'whatIf',
      ...explained,
      group: { rows: [1, 2] },
      action: { do: 'remove' },
      verify: false,
    });
    await choose(page, 'Column by which the rows are chosen', 'rows by port');
    const field = page.getByRole('combobox', { name: 'Value', exact: true });
    assert.ok((await field.inputValue()).length > 3, 'the value of the explained row');
    await field.fill('b');
    const listed = page.locator('.suggestions [role="option"]');
    await page.locator('.suggestions', { hasText: /Bergen\s*\d+ rows\s*Bodø\s*\d+ rows/ }).waitFor();
    assert.equal(await listed.count(), 2);
    await field.press('ArrowDown');
    await field.press('ArrowDown');
    const second = (await listed.nth(1).innerText()).split(/\s/)[0];
    await field.press('Enter');
    await page.locator('h1', { hasText: `with port = ${second}` }).waitFor();
    await field.fill('Oslo');
    assert.equal(await listed.count(), 0);
    await page.getByText('No row matches').waitFor();
    await page.locator('vscode-button[disabled]', { hasText: 'Forecast' }).waitFor();
    await choose(page, 'Column by which the rows are chosen', 'rows by age');
    await page.getByText(/from 20\.?\d* to 7\d\.?\d* in the data/).waitFor();
    await page.getByRole('textbox', { name: 'From' }).fill('70');
    await page.getByRole('textbox', { name: 'To' }).fill('');
    await page.getByRole('textbox', { name: 'To' }).press('Enter');
    await page.locator('h1', { hasText: /Without \d+ rows with age from 70/ }).waitFor();
    const { group } = answerOf('whatIf', session).whatIf;
    await page.getByRole('button', { name: 'Rank these rows' }).click();
    await counted(page, group.rows);
  });

  it('counts the rows of several conditions as they are written', async () => {
    const { page, session } = await show({
      view: 'whatIf',
      ...explained,
      group: { where: [{ column: 'age', from: 60 }] },
      action: { do: 'remove' },
      verify: false,
    });
    const { rows } = answerOf('whatIf', session).whatIf.group;
    await page.getByText(`${rows} of ${ROWS} rows match`).waitFor();
    const counted = async (): Promise<number> => {
      await page.locator('.matching', { hasText: /^\d+ of/ }).waitFor();
      return Number(/\d+/.exec(await page.locator('.matching').innerText())![0]);
    };
    await page.getByRole('textbox', { name: 'From' }).fill('70');
    await page.locator('.matching', { hasNotText: `${rows} of` }).waitFor();
    const older = await counted();
    assert.ok(older < rows, `${older} of ${rows}`);
    await page.getByRole('button', { name: 'And' }).click();
    await choose(page, 'Column of condition 2', 'and by port');
    await page.getByRole('combobox', { name: 'Value of condition 2' }).fill('Bergen');
    await page.locator('.matching', { hasNotText: `${older} of` }).waitFor();
    const both = await counted();
    assert.ok(both > 0 && both < older, `${both} of ${older}`);
    await page.reload();
    await page.getByText(`${both} of ${ROWS} rows match`).waitFor();
    await page.getByRole('button', { name: 'Forecast' }).click();
    await page
      .locator('h1', { hasText: `Without ${both} rows with age from 70 and port = Bergen` })
      .waitFor();
    assert.equal(answerOf('whatIf', session).whatIf.group.rows, both);
    await page.getByRole('button', { name: 'Leave out the condition on age' }).click();
    await page.locator('.matching', { hasNotText: `${both} of` }).waitFor();
    assert.ok((await counted()) > both);
  });

  it('ranks the rows of a slice that is clicked, and all of them again', async () => {
    const { page, session } = await showRanking();
    await page.getByRole('button', { name: 'Slices' }).click();
    await page.locator('.slice-table').waitFor();
    const [first] = answerOf('slices', session).slices.rows;
    await page.locator('.slice-table .link').first().click();
    await counted(page, first.rows);
    await page.reload();
    await counted(page, first.rows);
    await page.getByRole('button', { name: /list all rows again/ }).click();
    await counted(page, ROWS);
    await page.getByRole('button', { name: 'Back to what was shown before' }).click();
    await page.locator('.slice-table').waitFor();
    await page
      .locator('.slice-table')
      .getByRole('button', { name: /^What if/ })
      .first()
      .click();
    await page.locator('.outcome').waitFor();
    assert.equal(answerOf('whatIf', session).whatIf.group.rows, first.rows);
  });

  it('has room for the details of a row in a low window', async () => {
    const { page } = await show({ view: 'explanation', ...explained }, { size: { width: 940, height: 690 } });
    await rowAt(page, 0).waitFor();
    await page.getByRole('button', { name: 'Show the details of the row (D)' }).click();
    const height = async (selector: string) => (await page.locator(selector).boundingBox())!.height;
    await page.locator('.detail .compare').waitFor();
    assert.ok((await height('.detail')) >= 250, String(await height('.detail')));
    assert.ok((await height('.grid-frame')) >= 200, String(await height('.grid-frame')));
  });

  const requests = (): PanelRequest[] => [
    { view: 'why', ...explained, row: 7 },
    { view: 'verify', ...explained, rows: 20 },
    {
      view: 'whatIf',
      ...explained,
      group: { where: [{ column: 'age', from: 60 }] },
      action: { do: 'remove' },
      verify: true,
    },
    { view: 'slices', ...explained },
  ];

  it('is nothing wider than the panel, from 400 to 1600 pixels', async () => {
    const panel = await show(requests()[0]);
    for (const request of requests()) {
      await shows(panel, request);
      await fits(panel.page, [400, 620, 1040, 1600], panel.page.locator('.view table').first());
    }
  });

  it('has no accessibility fault in any theme', async () => {
    const panel = await show(requests()[0], { size: { width: 1280, height: 900 } });
    for (const request of requests()) {
      await shows(panel, request);
      await panel.page.locator('.section').first().click();
      await assertAccessible(panel.page, request.view);
    }
  });
});

async function shows(panel: PanelPage, request: PanelRequest): Promise<void> {
  panel.session.ask(request, true);
  await answered(panel);
  await panel.page.locator(`.view.${request.view === 'whatIf' ? 'what-if' : request.view}`).waitFor();
}

function answerOf<N extends ViewName>(view: N, { result }: PanelPage['session']): ResultOf<N> {
  assert.equal(result?.view, view);
  return result!.result as ResultOf<N>;
}
