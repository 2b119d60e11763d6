/** A model that looks words up, on the sample's mails: the texts of the table go in, as they do in Keras. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ExplainDocument,
  InfoDocument,
  PredictionsDocument,
} from '../../../extension/contract/documents';
import type { WhyDocument } from '../../../extension/contract/why';
import { repoRoot } from '../../harness/paths';
import { documentOn, runOn } from './run';
import { createWorkspace, type Workspace } from './workspace';

const FIXTURES = join(repoRoot, 'test/fixtures/keras');
const keras = JSON.parse(readFileSync(join(FIXTURES, 'texts.json'), 'utf8')) as {
  probabilities: number[];
  accuracy: number;
};

describe('the command line on a model of words', () => {
  let workspace: Workspace;

  before(() => {
    workspace = createWorkspace();
    for (const name of ['train.csv', 'test.csv'])
      copyFileSync(join(repoRoot, 'media/sample', name), join(workspace.folder, name));
    for (const name of ['texts.keras', 'vocabulary.txt'])
      copyFileSync(join(FIXTURES, name), join(workspace.folder, name));
  });
  beforeEach(() => configure());
  after(() => workspace.remove());

  function configure(tokens: object = {}, model: object = {}, columns: object = { body: 'text' }): void {
    const input = { columns: ['body'], tokens: { vocabulary: 'vocabulary.txt', ...tokens } };
    workspace.write(
      'influence.json',
      JSON.stringify({
        train: 'train.csv',
        test: 'test.csv',
        label: 'label',
        features: { exclude: ['id', 'subject', 'format'], columns },
        model: { type: 'keras', path: 'texts.keras', input, ...model },
      }),
    );
  }

  const run = (...args: string[]) => runOn(workspace, ...args, '--backend', 'wasm');
  const json = <Document>(...args: string[]) => documentOn<Document>(workspace, ...args, '--backend', 'wasm');

  it('predicts every mail as Keras does', async () => {
    configure({}, { layers: 'all' });
    const { rows, model } = await json<PredictionsDocument>('predictions', '--all');
    assert.equal(rows.length, keras.probabilities.length);
    assert.equal(model.testAccuracy, keras.accuracy);
    for (const { row, predicted, probability } of rows) {
      const spam = predicted === 'spam' ? probability : 1 - probability;
      // Both compute in float32.
      assert.ok(Math.abs(spam - keras.probabilities[row]) < 2e-6, `row ${row}: ${spam}`);
    }
  });

  it('explains by the head that is fitted on what the words give', async () => {
    const { rows, target, checks, dataset } = await json<ExplainDocument>(
      'explain',
      '--test-row',
      '3',
      '--all',
    );
    assert.equal(dataset.features, 6);
    assert.equal(rows.length, 1200);
    assert.equal(target.predicted, 'ham');
    assert.deepEqual(
      checks.filter(({ status }) => status !== 'pass'),
      [],
    );
  });

  it('tells what the texts become, and explains a text that comes by itself', async () => {
    const { columns } = await json<InfoDocument>('info');
    const body = columns.find(({ name }) => name === 'body');
    assert.equal(body?.features, 40);
    assert.match(body.note ?? '', /numbers of its words/);
    const file = workspace.write('mail.jsonl', '{"body": "Click here for your free money now"}\n');
    const { target } = await json<ExplainDocument>('explain', '--input', file, '--top', '3');
    assert.equal(target.predicted, 'spam');
  });

  for (const [layers, word] of [
    ['last', 'free'],
    ['all', 'your'],
  ])
    it(`tells which words push, as texts without and with one more of them show, ${layers} layers explained`, async () => {
      configure({}, { layers });
      const words = ['click', 'here', 'for', 'your', 'free', 'money', 'now'];
      const write = (kept: readonly string[]) =>
        workspace.write('mail.jsonl', `${JSON.stringify({ body: kept.join(' ') })}\n`);
      const { cells = [], target } = await json<WhyDocument>(
        'why',
        '--input',
        write(words),
        '--of-row',
        '309',
      );
      assert.deepEqual(
        cells
          .filter(({ explained }) => explained !== 0)
          .map(({ column, term }) => `${column}: ${term}`)
          .sort(),
        words.map((word) => `body: ${word}`).sort(),
      );
      const loss = async (kept: readonly string[]): Promise<number> =>
        (await json<ExplainDocument>('explain', '--input', write(kept), '--top', '1')).target.loss;
      const without = await loss(words.filter((each) => each !== word));
      // Of the logarithm, which is nearly linear in the scores where the loss is small; what a word does is not small in the hidden layer.
      const slope = (target.loss * Math.log((await loss([...words, word])) / without)) / 2;
      const { explained = NaN } = cells.find(({ term }) => term === word) ?? {};
      assert.ok(Math.abs(explained - slope) < 0.05 * Math.abs(slope), `${word}: ${explained}, ${slope}`);
    });

  it('refuses to audit edits of numbers that stand for words', async () => {
    const { code, stderr } = await run('audit');
    assert.equal(code, 1);
    assert.match(stderr, /edits numbers and pixels/);
  });

  it('takes another vocabulary for what it is: another model', async () => {
    const before = await json<ExplainDocument>('explain', '--test-row', '3', '--top', '1');
    const words = readFileSync(join(FIXTURES, 'vocabulary.txt'), 'utf8').split('\n');
    writeFileSync(
      join(workspace.folder, 'turned.txt'),
      ['', '[UNK]', ...words.slice(2, 400).reverse()].join('\n'),
    );
    configure({ vocabulary: 'turned.txt' });
    const after = await json<ExplainDocument>('explain', '--test-row', '3', '--top', '1');
    assert.notEqual(after.target.loss, before.target.loss);
  });

  const wrong: [string, () => void, RegExp][] = [
    ['is not there', () => configure({ vocabulary: 'none.txt' }), /none\.txt.*\n?.*Check the path/s],
    [
      'has more words than the model',
      () => configure({ unknown: 400 }),
      /go up to 400.*looks up 400 of them: 0 to 399/s,
    ],
    [
      'gives texts another length',
      () => configure({ length: 12 }),
      /"model\.input\.tokens\.length" is 12, and the model takes 40/,
    ],
    ['has no text to be for', () => configure({}, {}, { body: 'categorical' }), /no column of texts/],
  ];
  for (const [what, configureWrong, message] of wrong)
    it(`names the key when the vocabulary ${what}`, async () => {
      configureWrong();
      const { code, stderr } = await run('info');
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.match(stderr, /influence\.json:\d+/);
    });

  for (const layers of ['last', 'all'])
    it(`names a number in the data that the model has no words for, with its ${layers} layers`, async () => {
      const names = Array.from({ length: 40 }, (_, j) => `w${j}`);
      const rows = ['ham', 'spam', 'ham', 'spam'].map((label) => [...names.map(() => 3), label].join(','));
      rows[2] = rows[2].replace('3', '400');
      for (const part of ['numbers.csv', 'more.csv'])
        workspace.write(part, [[...names, 'label'].join(','), ...rows].join('\n'));
      const model = { type: 'keras', path: 'texts.keras', layers };
      workspace.write(
        'influence.json',
        JSON.stringify({ train: 'numbers.csv', test: 'more.csv', model, label: 'label' }),
      );
      const { code, stderr } = await run('info');
      assert.equal(code, 1);
      assert.match(stderr, /look up number 400, and it knows 0 to 399/);
    });
});
