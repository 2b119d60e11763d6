import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ExplainDocument,
  InfoDocument,
  MislabelsDocument,
  ValidateDocument,
} from '../../../extension/contract/documents';
import { repoRoot } from '../../harness/paths';
import { referenceFolder } from '../../reference/fixtures';
import { runCli } from './run';
import { createWorkspace, generatedCsv, type Workspace } from './workspace';

describe('the command line', () => {
  let workspace: Workspace;
  const run = (...args: string[]) =>
    runCli(args, { cwd: workspace.folder, env: { INFLUENCE_LENS_CACHE: workspace.cache } });
  const json = async <Document>(...args: string[]): Promise<Document> => {
    const { code, stdout, stderr } = await run(...args, '--json');
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '', 'nothing but the document is printed when nothing is a terminal');
    return JSON.parse(stdout) as Document;
  };
  const fails = async (code: number, ...args: string[]): Promise<string> => {
    const ran = await run(...args);
    assert.equal(ran.code, code, ran.stderr);
    assert.equal(ran.stdout, '');
    assert.equal(ran.stderr.trimEnd().split('\n').length, 1, ran.stderr);
    assert.ok(!/undefined|NaN|\[object/.test(ran.stderr), ran.stderr);
    return ran.stderr;
  };

  beforeEach(() => {
    workspace = createWorkspace();
    cpSync(referenceFolder('iris'), workspace.folder, { recursive: true });
  });
  afterEach(() => {
    workspace.remove();
  });

  describe('explain', () => {
    it('prints one document with all that the contract names', async () => {
      const document = await json<ExplainDocument>(
        'explain',
        '--config',
        'influence.json',
        '--test-row',
        '17',
      );
      assert.equal(document.kind, 'explain');
      assert.equal(document.version, 1);
      assert.equal(document.rows.length, 10);
      assert.deepEqual(
        document.rows.map(({ rank }) => rank),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      );
      const sizes = document.rows.map((row) => Math.abs(row.removalForecast!));
      assert.deepEqual(
        sizes,
        [...sizes].sort((a, b) => b - a),
      );
      const sum = Object.values(document.target.probabilities).reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(sum - 1) < 1e-12);
      assert.equal(document.target.explained, document.target.label);
      const { target } = document;
      assert.ok(Math.abs(target.loss + Math.log(target.probabilities[target.explained]!)) < 1e-12);
      for (const ms of Object.values(document.timings)) assert.ok(Number.isFinite(ms) && ms >= 0);
    });

    it('names records by index and line, also after quoted line breaks', async () => {
      const rows = [
        'text,x,label',
        '"one\ntwo",1,a',
        'plain,2,b',
        '"a\r\nb\n\nc",3,a',
        'last,4,b',
        'more,5,a',
        'end,6,b',
      ];
      workspace.write('quoted.csv', `${rows.join('\n')}\n`);
      workspace.write(
        'influence.json',
        '{"train":"quoted.csv","test":"quoted.csv","label":"label","features":{"exclude":["text"]}}',
      );
      const document = await json<ExplainDocument>(
        'explain',
        '--config',
        'influence.json',
        '--test-row',
        '3',
        '--all',
      );
      assert.deepEqual(
        document.rows.map(({ row, line }) => [row, line]),
        [
          [0, 2],
          [1, 4],
          [2, 5],
          [3, 9],
          [4, 10],
          [5, 11],
        ],
      );
      assert.deepEqual([document.target.row, document.target.line], [3, 9]);
    });

    it('explains a training row, a prediction or a named class', async () => {
      const explain = (...args: string[]) =>
        json<ExplainDocument>('explain', '--config', 'influence.json', ...args);
      const training = await explain('--train-row', '106');
      assert.equal(training.target.file, 'train.csv');
      const wrong = (await json<MislabelsDocument>('mislabels', '--config', 'influence.json', '--top', '1'))
        .rows[0]!;
      const byLabel = await explain('--train-row', String(wrong.row), '--target', 'label');
      const byPrediction = await explain('--train-row', String(wrong.row), '--target', 'prediction');
      assert.equal(byLabel.target.explained, wrong.label);
      assert.equal(byPrediction.target.explained, byPrediction.target.predicted);
      const other = await explain('--test-row', '0', '--target', 'virginica');
      assert.equal(other.target.explained, 'virginica');
    });

    it('explains a sample file with one record and no label', async () => {
      const [header, first, second] = readFileSync(join(workspace.folder, 'test.csv'), 'utf8').split('\n');
      const unlabelled = (line: string) => line.split(',').slice(0, 4).join(',');
      workspace.write('one.csv', `${unlabelled(header!)}\n${unlabelled(first!)}\n`);
      const sample = await json<ExplainDocument>(
        'explain',
        '--config',
        'influence.json',
        '--input',
        'one.csv',
      );
      const known = await json<ExplainDocument>(
        'explain',
        '--config',
        'influence.json',
        '--test-row',
        '0',
        '--target',
        'prediction',
      );
      assert.equal(sample.target.label, undefined);
      assert.equal(sample.target.explained, sample.target.predicted);
      assert.deepEqual(sample.rows, known.rows);
      assert.equal(sample.target.file, 'one.csv');

      workspace.write('two.csv', `${unlabelled(header!)}\n${unlabelled(first!)}\n${unlabelled(second!)}\n`);
      assert.match(
        await fails(2, 'explain', '--config', 'influence.json', '--input', 'two.csv'),
        /two\.csv: The file holds 2 records\. Say which one to explain: a number from 0 to 1\./,
      );
      const chosen = await json<ExplainDocument>(
        'explain',
        '--config',
        'influence.json',
        '--input',
        'two.csv',
        '--input-row',
        '1',
      );
      assert.equal(chosen.target.row, 1);
      assert.match(
        await fails(1, 'explain', '--config', 'influence.json', '--input', 'one.csv', '--target', 'label'),
        /one\.csv:2: This record has no label to explain\./,
      );
    });

    it('reads like an answer', async () => {
      const { code, stdout, stderr } = await run('explain', '--config', 'influence.json', '--test-row', '17');
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^Row 17 of test\.csv \(line 19\)\n {2}Predicted {2}\w+, [\d.]+ % sure {2}[✓✗]/);
      assert.match(stdout, /Helpful: these training rows make \w+ more probable here/);
      assert.match(stdout, /Harmful: these training rows make \w+ less probable here/);
      assert.match(stdout, /train\.csv:\d+ .* [\d.]+ % → [\d.]+ % +[+−][\d.]+/);
      assert.match(stdout, /✓ pass {2}The model is at its optimum/);
      // eslint-disable-next-line no-control-regex -- no terminal, no colour
      assert.ok(!/\x1b|NaN|undefined/.test(stdout), stdout);
    });
  });

  describe('a held-out fraction', () => {
    beforeEach(() => {
      workspace.write('influence.json', '{"train":"train.csv","test":0.2,"label":"species","seed":3}');
    });

    it('names test rows by their index in the training file', async () => {
      const all = await json<ExplainDocument>(
        'explain',
        '--config',
        'influence.json',
        '--train-row',
        '0',
        '--all',
      ).catch(() =>
        json<ExplainDocument>('explain', '--config', 'influence.json', '--test-row', '0', '--all'),
      );
      assert.equal(all.dataset.rows + all.dataset.testRows, 120);
      assert.equal(all.dataset.testRows, 24);
      assert.equal(all.dataset.test, '20 % of train.csv');
      const training = new Set(all.rows.map(({ row }) => row));
      const held = [...Array(120).keys()].filter((row) => !training.has(row));
      assert.equal(held.length, 24);
      const [testRow] = held;
      const [trainRow] = training;
      const explained = await json<ExplainDocument>(
        'explain',
        '--config',
        'influence.json',
        '--test-row',
        String(testRow),
      );
      assert.deepEqual([explained.target.file, explained.target.row], ['train.csv', testRow]);
      assert.match(
        await fails(1, 'explain', '--config', 'influence.json', '--test-row', String(trainRow)),
        /train\.csv:\d+: Record \d+ is a training row, not held out \("test": 0\.2\)\. Ask for it as a training row\./,
      );
      assert.match(
        await fails(1, 'explain', '--config', 'influence.json', '--train-row', String(testRow)),
        /is held out for testing/,
      );
      const reseeded = await json<ExplainDocument>('info', '--config', 'influence.json', '--seed', '4');
      assert.notEqual(reseeded.dataset.fingerprint, all.dataset.fingerprint);
    });
  });

  describe('info, mislabels and validate', () => {
    it('describe columns, classes and the fit', async () => {
      const document = await json<InfoDocument>('info', '--config', 'influence.json');
      assert.deepEqual(document.classCounts, { setosa: 39, versicolor: 41, virginica: 40 });
      assert.deepEqual(
        document.columns.map(({ kind, features }) => [kind, features]),
        [...Array<[string, number]>(4).fill(['numeric', 1]), ['label', 0]],
      );
      assert.ok(document.backends.some(({ available }) => available));
      const { stdout } = await run('info', '--config', 'influence.json');
      assert.match(stdout, /setosa 39, versicolor 41, virginica 40/);
    });

    it('find planted wrong labels first, by every score', async () => {
      const csv = generatedCsv(200, 3, 5).trimEnd().split('\n');
      // Records far on the other side of the boundary.
      const sure = csv.flatMap((line, i) => (i > 0 && Math.abs(Number(line.split(',')[0])) > 1.8 ? [i] : []));
      const planted = sure.slice(0, 3);
      for (const i of planted) {
        csv[i] = csv[i]!.replace(/(pos|neg)$/, () => (Number(csv[i]!.split(',')[0]) > 0 ? 'neg' : 'pos'));
      }
      workspace.write('train.csv', `${csv.join('\n')}\n`);
      workspace.write('influence.json', '{"train":"train.csv","test":0.1,"label":"label"}');
      for (const score of ['alo', 'self-influence', 'loss']) {
        const { rows } = await json<MislabelsDocument>(
          'mislabels',
          '--config',
          'influence.json',
          '--score',
          score,
          '--top',
          '20',
        );
        const found = rows.filter(({ row }) => planted.includes(row - 0 + 1));
        assert.ok(found.length >= 1, score);
        for (const row of found) assert.notEqual(row.suggested, row.label);
      }
    });

    it('agree with really retraining', async () => {
      const document = await json<ValidateDocument>(
        'validate',
        '--config',
        'influence.json',
        '--test-row',
        '17',
        '--rows',
        '20',
      );
      assert.equal(document.rows.length, 20);
      assert.equal(document.rows.filter(({ chosen }) => chosen === 'top').length, 10);
      assert.equal(new Set(document.rows.map(({ row }) => row)).size, 20);
      const { removalForecast, removalDelta } = document.agreement;
      assert.ok(removalForecast!.all.r! > 0.99, String(removalForecast!.all.r));
      assert.ok(Math.abs(removalForecast!.random.slope! - 1) < 0.03, String(removalForecast!.random.slope));
      assert.ok(removalForecast!.all.rmse < removalDelta.all.rmse);
      const again = await json<ValidateDocument>(
        'validate',
        '--config',
        'influence.json',
        '--test-row',
        '17',
        '--rows',
        '20',
      );
      assert.deepEqual(again.rows, document.rows);
    });
  });

  describe('errors', () => {
    const explain = ['explain', '--config', 'influence.json'];

    it('in the config name file, line, key and fix', async () => {
      workspace.write('influence.json', '{\n "train": "train.csv",\n "tset": 0.2,\n "label": "species"\n}');
      assert.match(
        await fails(1, ...explain, '--test-row', '0'),
        /influence\.json:3 \(tset\): Unknown key "tset".* Did you mean "test"\?/,
      );
      workspace.write('influence.json', '{"train": "train.csv", "test": "test.csv", "label": "spcies"}');
      assert.match(await fails(1, ...explain, '--test-row', '0'), /spcies.*Did you mean "species"\?/s);
    });

    it('in the data name file, line and fix', async () => {
      appendFileSync(join(workspace.folder, 'test.csv'), '5.1,3.5,1.4,0.2,setosaa\n');
      const lines = readFileSync(join(workspace.folder, 'test.csv'), 'utf8').trimEnd().split('\n').length;
      const said = await fails(1, ...explain, '--test-row', '0');
      assert.match(
        said,
        new RegExp(`test\\.csv:${lines}: The label "setosaa" does not occur in the training rows\\.`),
      );
      assert.match(said, /Did you mean "setosa"\?/);
    });

    it('of a record that there is not say which there are', async () => {
      assert.match(
        await fails(1, ...explain, '--test-row', '30'),
        /test\.csv: There is no record 30\. The file holds the records 0 to 29\./,
      );
    });

    it('of usage end with 2 and the fix', async () => {
      assert.match(await fails(2, 'explian'), /Unknown command "explian"\. Did you mean "explain"\?/);
      assert.match(await fails(2, ...explain), /Give one of --test-row N, --train-row N, --input FILE/);
      assert.match(await fails(2, 'explain', '--test-row', '1'), /--config is missing/);
      assert.match(
        await fails(2, ...explain, '--test-row', '1', '--target', 'setos'),
        /There is no class "setos"\. Did you mean "setosa"\?/,
      );
    });
  });

  it('helps, for each command with an example, and tells its version', async () => {
    for (const args of [['--help'], ['help'], []]) {
      const { code, stdout } = await run(...args);
      assert.equal(code, 0);
      assert.match(stdout, /explain [^]*mislabels [^]*validate [^]*info /);
    }
    for (const command of ['explain', 'mislabels', 'validate', 'info']) {
      const { code, stdout } = await run(command, '--help');
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`influence-lens ${command} --config influence\\.json`));
    }
    const { version } = JSON.parse(readFileSync(join(repoRoot, 'package.json'), 'utf8')) as {
      version: string;
    };
    assert.equal((await run('--version')).stdout, `${version}\n`);
  });

  it('ends with 130 when it is interrupted, without a document', async () => {
    workspace.write('train.csv', generatedCsv(6000, 200, 1));
    workspace.write('test.csv', generatedCsv(10, 200, 2));
    workspace.write('influence.json', '{"train":"train.csv","test":"test.csv","label":"label"}');
    const { code, stdout, stderr } = await runCli(
      ['validate', '--config', 'influence.json', '--test-row', '1', '--rows', '5999', '--json'],
      {
        cwd: workspace.folder,
        env: { INFLUENCE_LENS_CACHE: workspace.cache },
        // The fit is cached before the retraining begins, which takes a minute at least.
        interruptWhen: () => existsSync(workspace.cache) && readdirSync(workspace.cache).length > 0,
      },
    );
    assert.equal(code, 130, stderr);
    assert.equal(stdout, '');
    assert.equal(stderr, 'Interrupted.\n');
  });

  describe('the cache', () => {
    const explain = (...more: string[]) =>
      json<ExplainDocument>('explain', '--config', 'influence.json', '--test-row', '17', '--all', ...more);
    const entries = () => (existsSync(workspace.cache) ? readdirSync(workspace.cache) : []);

    it('gives the same answer as a fit', async () => {
      const cold = await explain();
      assert.equal(cold.model.cached, false);
      assert.ok(entries().length > 0);
      const warm = await explain();
      assert.equal(warm.model.cached, true);
      assert.deepEqual(warm.rows, cold.rows);
      assert.deepEqual(warm.target, cold.target);
      const without = await explain('--no-cache');
      assert.equal(without.model.cached, false);
      assert.deepEqual(without.rows, cold.rows);
    });

    it('is never taken for other data or another model, even when a file keeps its size and time', async () => {
      const cold = await explain();
      const path = join(workspace.folder, 'train.csv');
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace(/setosa\n/, 'setosa\n').replace('5.1', '9.1'));
      const changed = await explain();
      assert.equal(changed.model.cached, false);
      assert.notEqual(changed.dataset.fingerprint, cold.dataset.fingerprint);
      assert.notDeepEqual(changed.rows, cold.rows);
      writeFileSync(path, text);
      assert.equal((await explain()).model.cached, true);
      const config = readFileSync(workspace.config, 'utf8');
      workspace.write('influence.json', config.replace('0.01', '0.02'));
      assert.equal((await explain()).model.cached, false);
    });

    it('is replaced where it is damaged', async () => {
      const cold = await explain();
      for (const name of entries()) {
        const path = join(workspace.cache, name);
        const bytes = readFileSync(path);
        bytes[bytes.length - 5]! ^= 1;
        writeFileSync(path, bytes);
      }
      const { code, stdout, stderr } = await run(
        'explain',
        '--config',
        'influence.json',
        '--test-row',
        '17',
        '--all',
        '--json',
      );
      assert.equal(code, 0);
      const again = JSON.parse(stdout) as ExplainDocument;
      assert.equal(again.model.cached, false);
      assert.deepEqual(again.rows, cold.rows);
      assert.match(stderr, /damaged and is replaced/);
      assert.equal((await explain()).model.cached, true);
    });

    it('can be cleared', async () => {
      await explain();
      const { stdout } = await run('clear-cache');
      assert.match(stdout, /^Deleted \d+ entr(y|ies), /);
      assert.deepEqual(entries(), []);
    });
  });
});
