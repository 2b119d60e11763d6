/** Set Up Dataset with a model of words, as a person who trained one in Keras meets it: from questions to an explanation. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startTfjs } from '../../extension/engine/backends/tfjs';
import { writeWordsModel } from '../data/wordsModel';
import { outDir, repoRoot } from '../harness/paths';
import {
  contextMenu,
  editorLine,
  explorerItem,
  notification,
  panelRows,
  pick,
  quickInput,
  quickPickItems,
  runCommand,
  webview,
} from './actions';
import { tellOfFailures } from './failures';
import { mailsFolder } from './mails';
import { openWorkbench, screenshot, type Workbench } from './workbench';

/** The mails' numbers through the model, and the fit of its last layer, on a slow machine. */
const FIT_LIMIT_MS = 90_000;

describe('a model of words in VS Code', function () {
  this.bail(true);
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    const workspace = mailsFolder();
    for (const name of ['texts.keras', 'vocabulary.txt'])
      copyFileSync(join(repoRoot, 'test/fixtures/keras', name), join(workspace, name));
    writeFileSync(join(workspace, 'lone-mail.csv'), 'body\nClick here for your free money now\n');
    await writeOpenModel(join(workspace, 'open'));
    workbench = await openWorkbench({ workspace, vsix: join(outDir, 'influence-lens.vsix') });
    ({ page } = workbench);
  });
  tellOfFailures(() => page, 'failed-words');
  after(() => workbench?.close());

  const configured = (name: string) =>
    JSON.parse(readFileSync(join(workbench.workspace, name), 'utf8')) as { model: unknown };

  async function setUpUntilModel(model: string): Promise<void> {
    await runCommand(page, 'Influence: Set Up Dataset');
    await pick(page, 'train.csv');
    await pick(page, /^label/);
    await pick(page, 'test.csv');
    await pick(page, model);
  }

  /** Takes the preview, which shows this line. */
  async function create(line: string, name: string): Promise<void> {
    await quickPickItems(page)
      .filter({ hasText: `Create ${name}` })
      .waitFor();
    await editorLine(page, line).waitFor();
    await screenshot(page, `words-preview-${name}`);
    await pick(page, `Create ${name}`);
    await notification(page, `${name} is written`).waitFor();
  }

  async function explained(): Promise<void> {
    const panel = webview(page);
    await panelRows(panel).first().waitFor({ timeout: FIT_LIMIT_MS });
    assert.match(await panel.locator('h1').innerText(), /Predicted\s+(ham|spam)/);
    assert.equal(await panel.getByRole('grid').getAttribute('aria-rowcount'), '1201');
  }

  it('is set up with its words and its column, and explains a mail that has this column alone', async () => {
    await setUpUntilModel('texts.keras');
    await pick(page, 'Yes, its outputs are the classes of the data');
    await quickPickItems(page).filter({ hasText: 'Browse for a vocabulary' }).waitFor();
    await screenshot(page, 'words-vocabulary');
    await pick(page, 'vocabulary.txt');
    await quickPickItems(page).filter({ hasText: 'subject' }).waitFor();
    await pick(page, /^body/);
    await create('"vocabulary": "vocabulary.txt"', 'influence.json');
    assert.deepEqual(configured('influence.json').model, {
      type: 'keras',
      path: 'texts.keras',
      head: 'model',
      input: { columns: ['body'], tokens: { vocabulary: 'vocabulary.txt' } },
    });
    await contextMenu(explorerItem(page, 'lone-mail.csv'), 'Explain Prediction');
    await explained();
    assert.match(await webview(page).locator('.place').innerText(), /lone-mail\.csv/);
  });

  it('is asked how texts become numbers where neither it nor its words tell', async () => {
    await runCommand(page, 'View: Close All Editors');
    await setUpUntilModel('model.json');
    await pick(page, 'No, it was trained on something else');
    await pick(page, 'word_index.json');
    await pick(page, /^body/);
    await quickPickItems(page).filter({ hasText: 'At blanks alone' }).waitFor();
    await screenshot(page, 'words-splitting');
    // What a Tokenizer's words suggest is what Enter takes.
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').getByText('How many words of a text go in').waitFor();
    await quickInput(page).fill('30');
    await page.keyboard.press('Enter');
    await create('"vocabulary": "open/word_index.json"', 'train.influence.json');
    assert.deepEqual(configured('train.influence.json').model, {
      type: 'keras',
      path: 'open/model.json',
      head: 'new',
      input: {
        columns: ['body'],
        tokens: {
          vocabulary: 'open/word_index.json',
          split: 'Tokenizer',
          padding: 'pre',
          truncating: 'pre',
          length: 30,
        },
      },
    });
    await notification(page, 'train.influence.json is written').getByText('Explain a Prediction').click();
    await quickPickItems(page).filter({ hasText: 'loss' }).first().click({ timeout: FIT_LIMIT_MS });
    await explained();
  });
});

/** A model of TensorFlow.js that takes any number of words, and the words beside it as Keras' Tokenizer has them. */
async function writeOpenModel(folder: string): Promise<void> {
  await startTfjs('wasm');
  await writeWordsModel(folder, 6);
  const words = { '<OOV>': 1, the: 2, free: 3, to: 4, you: 5 };
  writeFileSync(join(folder, 'word_index.json'), JSON.stringify(words));
}
