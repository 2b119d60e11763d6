/** The commands that dig into a prediction, through the built command line: why, whatif, slices. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRandom } from '../../../extension/core/random';
import type { CompareDocument } from '../../../extension/contract/compare';
import type { ExplainDocument, PredictionsDocument } from '../../../extension/contract/documents';
import type { SlicesDocument, WhatIfDocument } from '../../../extension/contract/groups';
import type { WhyDocument } from '../../../extension/contract/why';
import { runCli } from './run';
import { createWorkspace, type Workspace } from './workspace';

/** People by region and age: the first `north` of them, whatever they have, bear one label. */
function people(rows: number, north: number, northBuys: string, seed: number): string {
  const random = createRandom(seed);
  const lines = ['region,age,income,note,bought'];
  for (let i = 0; i < rows; i++) {
    const region = i < north ? 'north' : ['east', 'south', 'west'][Math.floor(3 * random())]!;
    const [age, income] = [20 + Math.floor(50 * random()), Math.round(1000 * random())];
    const buys = income + 300 * (random() - 0.5) > 500;
    const word = buys ? 'glad' : 'sad';
    const bought = i < north ? northBuys : buys ? 'yes' : 'no';
    lines.push(`${region},${age},${income},${word} person ${i % 7},${bought}`);
  }
  return `${lines.join('\n')}\n`;
}

describe('digging into a prediction on the command line', () => {
  let workspace: Workspace;
  const run = (...args: string[]) =>
    runCli([...args, '--config', 'influence.json'], {
      cwd: workspace.folder,
      env: { INFLUENCE_LENS_CACHE: workspace.cache },
    });
  const json = async <Document>(...args: string[]): Promise<Document> => {
    const { code, stdout, stderr } = await run(...args, '--json');
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    assert.ok(!/null|NaN/.test(stdout.replace(/"value":null/g, '')), 'numbers everywhere');
    return JSON.parse(stdout) as Document;
  };
  const text = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(...args);
    assert.equal(code, 0, stderr);
    assert.ok(!/undefined|NaN|\[object|Infinity/.test(stdout), stdout);
    return stdout;
  };
  const fails = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(...args);
    assert.ok(code === 1 || code === 2, stderr);
    assert.equal(stdout, '');
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    return stderr;
  };

  before(() => {
    workspace = createWorkspace();
    workspace.write('train.csv', people(300, 12, 'no', 1));
    workspace.write('test.csv', people(60, 30, 'yes', 2));
    workspace.write(
      'influence.json',
      JSON.stringify({
        train: 'train.csv',
        test: 'test.csv',
        label: 'bought',
        features: { columns: { note: 'text' } },
        model: { type: 'logistic', l2: 0.005 },
      }),
    );
  });
  after(() => {
    workspace.remove();
  });

  it('explain: --checks full also retrains', async () => {
    const asked = ['explain', '--test-row', '3', '--checks'];
    const quick = await json<ExplainDocument>(...asked, 'quick');
    const names = quick.checks.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.ok(!names.includes('spot-check'));
    const full = await json<ExplainDocument>(...asked, 'full');
    assert.deepEqual(
      full.checks.slice(0, names.length).map(({ name }) => name),
      names,
    );
    const spot = full.checks.find(({ name }) => name === 'spot-check')!;
    assert.ok(spot.status === 'pass' && spot.value! > 0.95, spot.message);
    assert.match(await text(...asked, 'quick'), /--checks full also retrains/);
  });

  it('why: takes one row apart, in numbers and in words', async () => {
    const asked = ['why', '--test-row', '3', '--of-row', '5'];
    const document = await json<WhyDocument>(...asked);
    assert.deepEqual([document.kind, document.row.row, document.row.line], ['why', 5, 7]);
    assert.equal(document.rankings.length, 5);
    assert.ok(document.cells!.some(({ column, term }) => column === 'note' && term === 'person'));
    const report = await text(...asked);
    assert.match(report, /Training row 5 \(train\.csv:7\)/);
    const side = document.removalDelta > 0 ? 'helpful' : 'harmful';
    assert.ok(report.includes(`(${side})`), report);
    assert.match(report, /place of this row[^]*of 300/);
    assert.match(report, /Cells of training row 5[^]*Cells of the explained row/);
    assert.ok(!/[+−]0\n/.test(report), 'cells without effect are left out');
  });

  it('why: says what is missing or not there', async () => {
    assert.match(await fails('why', '--test-row', '3'), /--of-row N/);
    assert.match(await fails('why', '--test-row', '3', '--of-row', '300'), /no training row 300/);
    assert.match(await fails('why', '--of-row', '3'), /--test-row N/);
  });

  it('whatif: forecasts a group, and --verify holds it against retraining', async () => {
    const asked = ['whatif', '--test-row', '3', '--group', 'region=north'];
    const document = await json<WhatIfDocument>(...asked, '--verify');
    assert.equal(document.group.rows, 12);
    for (const { forecast, actual } of [document.loss, document.testLoss!])
      assert.ok(Math.abs(forecast / actual! - 1) < 0.1, `${forecast} against ${actual}`);
    assert.ok(document.loss.actual! < -0.1, 'the few of the north are to blame');
    assert.equal(document.checks.find(({ name }) => name === 'solver-residual')!.status, 'pass');
    const forecast = await text(...asked);
    assert.match(
      forecast,
      /If region = north \(12 rows, 4\.0 % of the training data\) were removed[^]*--verify retrains/,
    );
    assert.ok(!forecast.includes('really retrained'));
    const verified = await text(...asked, '--relabel', 'yes', '--verify');
    assert.match(verified, /were labelled yes[^]*really retrained[^]*Test rows right: .* → /);
  });

  it('validate: --group leaves the rows out together', async () => {
    const report = await text('validate', '--test-row', '3', '--group', 'region=north');
    assert.match(report, /If region = north \(12 rows[^]*rows together {2}really retrained/);
    assert.match(
      await fails('validate', '--test-row', '3', '--group', 'region=north', '--rows', '4'),
      /exclude each other/,
    );
  });

  it('whatif: refuses what leaves no model', async () => {
    assert.match(await fails('whatif', '--test-row', '3'), /--group COLUMN=VALUE/);
    assert.match(
      await fails('whatif', '--test-row', '3', '--group', 'bought=no', '--verify'),
      /every training row of the class "no"/,
    );
    assert.match(
      await fails('whatif', '--test-row', '3', '--group', 'bought=no', '--relabel', 'yes'),
      /every training row of the class "no"/,
    );
    assert.match(await fails('whatif', '--test-row', '3', '--group', 'region=nord'), /"north"/);
    assert.match(await fails('whatif', '--test-row', '3', '--group', 'age=90..95'), /age from 90 to 95/);
  });

  it('explain: --rank-by orders by something else, and says how far that agrees', async () => {
    const asked = ['explain', '--test-row', '3', '--all'];
    const plain = await json<ExplainDocument>(...asked);
    const cosine = await json<ExplainDocument>(...asked, '--rank-by', 'cosine');
    assert.equal(plain.ranking, undefined);
    assert.equal(cosine.ranking!.by, 'cosine');
    assert.deepEqual(
      cosine.rows.map(({ influence }) => influence),
      plain.rows.map(({ influence }) => influence),
    );
    const first = (document: ExplainDocument) =>
      new Set(document.rows.filter(({ rank }) => rank <= 10).map(({ row }) => row));
    const byInfluence = [...plain.rows]
      .sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence))
      .slice(0, 10);
    const shared = byInfluence.filter(({ row }) => first(cosine).has(row)).length;
    assert.equal(cosine.ranking!.shared, shared);
    assert.match(
      await text('explain', '--test-row', '3', '--rank-by', 'no-hessian'),
      /Ranked without the inverse Hessian, not by influence: Spearman/,
    );
  });

  it('compare: holds two models side by side', async () => {
    const other = readFileSync(workspace.config, 'utf8').replace('"logistic"', '"rbf-svm"');
    workspace.write('b.json', other);
    const asked = ['compare', '--test-row', '3', '--config-b', 'b.json'];
    const document = await json<CompareDocument>(...asked, '--all');
    assert.equal(document.rows.length, 300);
    assert.deepEqual([document.a.head.model.type, document.b.head.model.type], ['logistic', 'rbf-svm']);
    assert.ok(document.agreement.shared <= 10 && Math.abs(document.agreement.spearman!) <= 1);
    const top = document.rows.filter(({ a }) => a.rank <= 10);
    assert.equal(top.filter(({ b }) => b.rank <= 10).length, document.agreement.shared);
    const same = await json<CompareDocument>('compare', '--test-row', '3', '--config-b', 'influence.json');
    assert.deepEqual([same.agreement.shared, same.agreement.spearman, same.agreement.sameSign], [10, 1, 1]);
    assert.match(await text(...asked), /Model A: logistic regression[^]*Model B: SVM[^]*in common/);
    workspace.write('c.json', other.replace('"train.csv"', '"test.csv"'));
    assert.match(
      await fails('compare', '--test-row', '3', '--config-b', 'c.json'),
      /not trained on the same rows/,
    );
    assert.match(await fails('compare', '--test-row', '3'), /--config-b FILE/);
  });

  it('audit: attacks predictions by edits of single training rows', async () => {
    const asked = ['audit', '--targets', '2', '--share', '0.3'];
    workspace.write(
      'numbers.json',
      readFileSync(workspace.config, 'utf8').replace('{"columns":{"note":"text"}}', '{"exclude":["note"]}'),
    );
    const { code, stdout, stderr } = await runCli([...asked, '--config', 'numbers.json'], {
      cwd: workspace.folder,
      env: { INFLUENCE_LENS_CACHE: workspace.cache },
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /of 2 test rows that are predicted right flip[^]*by editing/);
    assert.ok(!/undefined|NaN/.test(stdout), stdout);
    assert.match(await fails('audit', '--share', '0'), /No number .* can be edited/);
  });

  it('slices: names the part of the data that is responsible', async () => {
    const asked = ['slices', '--test-row', '3', '--top', '5'];
    const document = await json<SlicesDocument>(...asked);
    assert.equal(document.rows.length, 5);
    const [first] = document.rows;
    assert.deepEqual([first!.column, first!.value, first!.own], ['region', 'north', true]);
    assert.ok(first!.chance! <= 0.01 && first!.forecast! < 0);
    const report = await text(...asked);
    assert.match(report, /region = north: its 12 training rows speak against/);
    assert.match(report, /rare in training \(4\.00 %\) and common in test \(50\.00 %\)/);
  });

  it('slices: says so when none stands out', async () => {
    workspace.write('plain.csv', people(200, 0, '', 3));
    workspace.write(
      'influence.json',
      JSON.stringify({
        train: 'plain.csv',
        test: 0.2,
        label: 'bought',
        features: { exclude: ['note', 'income', 'age'] },
        model: { type: 'logistic', l2: 0.01 },
      }),
    );
    const { rows } = await json<PredictionsDocument>('predictions', '--top', '1');
    assert.match(await text('slices', '--test-row', String(rows[0]!.row)), /None stands out/);
  });
});
