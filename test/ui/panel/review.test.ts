/** The review of labels in a browser, with the real engine behind it and labels changed in real files. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { RankedLabels, RequestOf } from '../../../extension/contract/panel';
import type { Engine } from '../../../extension/host/engineTypes';
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
import type { PanelOptions, PanelPage } from './panelPage';
import { panelSuite } from './suite';

const MANY = 100_000;
const ROWS = 400;

const requestOf = (config: string): RequestOf<'review'> => ({
  view: 'review',
  dataset: { config },
  score: 'alo',
});

describe('review in the panel', function () {
  this.timeout(180_000);
  const suite = panelSuite();
  let datasets = 0;

  /** A file of its own for each test: they change it. */
  const dataset = (train = generatedCsv(ROWS, 1)) =>
    suite.engine.dataset(`r${++datasets}`, { 'train.csv': train, 'test.csv': generatedCsv(200, 2) });
  const shown = async (options: Partial<PanelOptions> = {}): Promise<PanelPage> => {
    const panel = await suite.show({ request: requestOf(dataset()), ...options });
    await rowAt(panel.page, 0).waitFor({ timeout: 120_000 });
    return panel;
  };
  const labelsOf = (file: string) =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(line.lastIndexOf(',') + 1));

  describe('what it shows', () => {
    it('the rows of the ranking, worst first, with the suggested label and its probability', async () => {
      const { page, session } = await shown();
      const { order, training, suspicion, suggested, suggestedProbability, looProbability } = ranked(session);
      const suspects = order.filter((at) => suggestedProbability[at] > looProbability[at]).length;
      await page.getByRole('heading', { name: `${suspects} of ${ROWS} labels look wrong` }).waitFor();
      for (const [index, at] of [...order.subarray(0, 6)].entries()) {
        const row = rowAt(page, index);
        assert.equal(await cell(row, 'line'), String(training.line[at]));
        assert.equal(await cell(row, 'label'), training.classes[training.label[at]]);
        assert.equal(await cell(row, 'score'), suspicion[at].toFixed(3));
        const percent = (100 * suggestedProbability[at]).toFixed(0);
        assert.equal(
          (await cell(row, 'suggested')).replaceAll(/\s/g, ''),
          `→${training.classes[suggested[at]]}${percent}%`,
        );
      }
    });

    it('the evidence for the active row: probabilities, cells, rows for and against that open in their file', async () => {
      const { page, session, sent } = await shown({ size: { width: 1400, height: 900 } });
      const { order, training } = ranked(session);
      const { dataset: ref } = session.state.request;
      const row = training.row[order[0]];
      const evidence = await suite.engine.request('evidence', { dataset: ref, row: { set: 'train', row } });
      const neighbours = page.locator('.neighbours .neighbour');
      await neighbours.first().waitFor();
      assert.equal(await neighbours.count(), evidence.opposing.length + evidence.supporting.length);
      const [strongest] = evidence.opposing;
      await neighbours.first().locator('.preview .own').first().waitFor();
      await neighbours.first().click();
      await received(sent, {
        type: 'open',
        ref: { set: 'train', row: training.row[strongest.position] },
        focus: true,
      });
      assert.equal(await page.locator('.contributions .numbers').count(), evidence.contributions!.length);
      assert.equal(await page.locator('.whole tr').count(), 5);
    });

    it('what was asked of a row only while one stays on it', async () => {
      let asked = 0;
      const counting: Engine = {
        request: (name, params, work) => {
          if (name === 'evidence') asked++;
          return suite.engine.request(name, params, work);
        },
      };
      const { page } = await shown({ engine: counting, size: { width: 1400, height: 900 } });
      await page.locator('.neighbour').first().waitFor();
      const before = asked;
      await tabTo(page, '[role="grid"]');
      for (let press = 0; press < 15; press++) await page.keyboard.press('n');
      const line = await cell(page.locator('.row.active'), 'line');
      await page.getByRole('heading', { name: `Line ${line}` }).waitFor();
      await page.locator('.neighbour').first().waitFor();
      assert.ok(asked - before < 5, `${asked - before} questions for 15 rows passed`);
    });

    it('duplicates, and those whose labels differ', async () => {
      const lines = generatedCsv(ROWS, 1).trimEnd().split('\n');
      const [, cells] = /^[^,]*,(.*),[^,]*$/.exec(lines[1])!;
      lines.push(`T-x,${cells},stays`, `T-y,${cells},leaves`);
      const { page } = await shown({ request: requestOf(dataset(`${lines.join('\n')}\n`)) });
      await page.getByRole('textbox').fill(cells.slice(0, 10));
      await counted(page, 3);
      for (let index = 0; index < 3; index++) {
        assert.equal(await cell(rowAt(page, index), 'marks'), '2 alike, labels differ');
      }
    });

    it('nothing wider than the panel, from 400 to 1600 pixels', async () => {
      const { page } = await shown();
      await fits(page, [400, 500, 620, 900, 1200, 1600], rowAt(page, 0));
    });
  });

  describe('by keyboard alone', () => {
    it('reviews three rows: fixes one, keeps one, gives one another label; takes one back', async () => {
      const { page, session } = await shown();
      const { order, training, suggested, file } = ranked(session);
      const [first, second, third, fourth] = order;
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('a');
      await until(page, `document.querySelector('#rows-row-0 .col-marks').textContent.startsWith('Fixed')`);
      assert.equal(await activeRow(page), '3');
      await page.keyboard.press('k');
      assert.equal(await activeRow(page), '4');
      await page.keyboard.press('l');
      await page.getByRole('listbox', { name: 'Label', exact: true }).waitFor();
      await page.keyboard.press('Enter');
      await until(page, `document.querySelector('#rows-row-2 .col-marks').textContent.startsWith('Fixed')`);
      assert.equal(await activeRow(page), '5');
      await page.locator('.tally', { hasText: /2 fixed\s+1 kept\s+0 skipped/ }).waitFor();
      const fixed = (at: number) => training.classes[suggested[at]];
      const given = (at: number) => training.classes[training.label[at]];
      await settled(session, 3);
      const now = labelsOf(file);
      assert.deepEqual(
        [first, second, third, fourth].map((at) => now[training.row[at]]),
        [fixed(first), given(second), fixed(third), given(fourth)],
      );
      await page.keyboard.press('u');
      await settled(session, 2);
      assert.equal(labelsOf(file)[training.row[third]], given(third));
      assert.equal(await activeRow(page), '4');
    });

    it('decides on a selection at once and goes on behind it', async () => {
      const { page, session } = await shown();
      const { order, training, suggested, file } = ranked(session);
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByText('3 rows selected').waitFor();
      await page.keyboard.press('a');
      await settled(session, 3);
      assert.equal(await activeRow(page), '5');
      const now = labelsOf(file);
      for (const at of order.subarray(0, 3)) {
        assert.equal(now[training.row[at]], training.classes[suggested[at]]);
      }
    });

    it('keeps to the rows without a decision, wherever they stand', async () => {
      const { page, session } = await shown();
      await tabTo(page, '[role="grid"]');
      for (const key of ['n', 's', 'p', 'p', 's']) await page.keyboard.press(key);
      await settled(session, 2);
      assert.equal(await activeRow(page), '4');
      await choose(page, 'Rows shown by decision', 'Undecided only');
      await counted(page, ROWS - 2);
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('Home');
      await page.keyboard.press('k');
      await counted(page, ROWS - 3);
      assert.equal(await activeRow(page), '2');
    });

    it('opens, flags and explains', async () => {
      const { page, session, sent } = await shown();
      const { order, training } = ranked(session);
      const ref = { set: 'train' as const, row: training.row[order[0]] };
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('Enter');
      await received(sent, { type: 'open', ref, focus: true });
      await page.keyboard.press('f');
      await rowAt(page, 0).locator('button[aria-pressed="true"]').waitFor();
      await page.keyboard.press('e');
      await page.getByRole('heading', { name: /^Predicted / }).waitFor();
      await page.getByRole('button', { name: 'Back to what was shown before' }).click();
      await page.locator('.tally').waitFor();
    });
  });

  describe('after a fit on changed labels', () => {
    it('says what changed, and kept rows stay away', async () => {
      const { page, session } = await shown();
      const before = ranked(session);
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('k');
      await page.keyboard.press('a');
      await page.keyboard.press('a');
      await settled(session, 3);
      await page.getByText('not what was ranked any more').waitFor();
      await page.locator('.row.active .col-cells .own').first().waitFor();
      await page.getByRole('button', { name: 'Fit again' }).click();
      await page.getByText('Since the last ranking, 2 labels changed').waitFor();
      await page.getByText('not what was ranked any more').waitFor({ state: 'hidden' });
      const { head, training } = ranked(session);
      const loss = (value: number | null) => value!.toFixed(4);
      const change = await page.locator('.change').innerText();
      assert.ok(
        change.includes(`${loss(before.head.model.testLoss)} → ${loss(head.model.testLoss)}`),
        change,
      );
      await counted(page, ROWS - 3);
      const kept = before.training.line[before.order[0]];
      await choose(page, 'Rows shown by decision', 'Kept');
      await counted(page, 1);
      assert.equal(await cell(rowAt(page, 0), 'line'), String(kept));
      assert.notEqual(training, before.training);
    });

    it('ranks by another score, and within classes', async () => {
      const panel = await shown();
      const { page, session, sent } = panel;
      await choose(page, 'Score that ranks the rows', 'Loss');
      await page.locator('.grid-header', { hasText: 'Loss' }).waitFor();
      assert.equal(ranked(session).score, 'loss');
      await page.getByRole('checkbox', { name: 'Balance classes' }).click();
      await until(page, `document.querySelector('vscode-checkbox').checked`);
      await received(sent, {
        type: 'ask',
        request: { ...session.state.request, score: 'loss', balanced: true } as RequestOf<'review'>,
        replace: true,
      });
      await answered(panel);
      assert.equal(ranked(session).balanced, true);
    });
  });

  describe('its states', () => {
    it('keeps filter, order and row over a reload of the window', async () => {
      const { page } = await shown();
      await choose(page, 'Label', 'Label: stays');
      await page.locator('.grid-header .col-suggested').click();
      await rowAt(page, 1).locator('.col-label').click();
      await reloadsAsItWas(page, '.col-suggested[aria-sort="ascending"]');
    });

    it('says which row was left as it is, and why', async () => {
      const refusing: Engine = {
        request: (name, params, work) =>
          name === 'rewriteLabels'
            ? Promise.reject(new Error('The row is gone.'))
            : suite.engine.request(name, params, work),
      };
      const { page } = await shown({ engine: refusing });
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('a');
      await page.locator('.refused', { hasText: 'The row is gone.' }).waitFor();
      await rowAt(page, 0).locator('.decided').waitFor({ state: 'hidden' });
      await page.keyboard.press('k');
      await page.locator('.refused').waitFor({ state: 'hidden' });
    });

    it('brings the details that are opened into view in a low window', async () => {
      const { page } = await shown({ size: { width: 640, height: 740 } });
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('d');
      await page.locator('.detail .contributions').waitFor();
      const box = async (selector: string) => (await page.locator(selector).boundingBox())!;
      const [detail, bar, row] = [await box('.detail'), await box('.decide'), await box('.row.active')];
      assert.ok(detail.y + detail.height <= bar.y + 1, 'the bar covers nothing of them');
      assert.ok(detail.height >= 240, String(detail.height));
      assert.ok(row.y >= 0 && row.y + row.height <= detail.y, 'the row is in view');
    });

    it('scrolls through 100,000 rows with a handful of elements and decides at their end', async () => {
      const many = dataset(generatedCsv(MANY, 3));
      const { page, session } = await shown({ request: requestOf(many), size: { width: 900, height: 900 } });
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('End');
      assert.equal(await activeRow(page), String(MANY + 1));
      await page.locator('.row.active .col-cells .own').first().waitFor();
      assert.ok((await page.locator('.row').count()) <= 40);
      await page.keyboard.press('s');
      await settled(session, 1);
      assert.equal(await activeRow(page), '2');
    });
  });

  describe('for everyone', () => {
    it('has no accessibility fault in any theme', async () => {
      const { page, session } = await shown({ size: { width: 1400, height: 900 } });
      await tabTo(page, '[role="grid"]');
      await page.keyboard.press('a');
      await page.keyboard.press('s');
      await settled(session, 2);
      await page.locator('.neighbour .preview .own').first().waitFor();
      await page.locator('.whole').waitFor();
      await page.keyboard.press('l');
      await page.getByRole('listbox', { name: 'Label', exact: true }).waitFor();
      await assertAccessible(page, 'review');
    });
  });
});

function ranked({ result }: PanelPage['session']): RankedLabels {
  assert.ok(result?.view === 'review');
  return result.result;
}

/** Waits until the host knows of so many decisions. */
async function settled(session: PanelPage['session'], decisions: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (session.state.review?.decisions.length === decisions) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(session.state.review?.decisions.length, decisions);
}
