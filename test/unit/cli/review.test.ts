/** The review of labels on the command line: budget, SARIF, decisions and their application. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
// The schema that OASIS published with the standard.
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { type Decision, DECISIONS_FILE } from '../../../extension/contract/decisions';
import type { MislabelsDocument, MislabelRow } from '../../../extension/contract/documents';
import type { ApplyDocument, BudgetDocument } from '../../../extension/contract/review';
import { formatSidecar } from '../../../extension/contract/sidecar';
import { referenceFolder } from '../../reference/fixtures';
import { runCli } from './run';
import { createWorkspace, type Workspace } from './workspace';

describe('the review of labels on the command line', () => {
  let workspace: Workspace;
  const run = (...args: string[]) =>
    runCli(args, { cwd: workspace.folder, env: { INFLUENCE_LENS_CACHE: workspace.cache } });
  const done = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(...args);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const fails = async (code: number, ...args: string[]): Promise<string> => {
    const ran = await run(...args);
    assert.equal(ran.code, code, ran.stderr);
    assert.equal(ran.stdout, '');
    assert.equal(ran.stderr.trimEnd().split('\n').length, 1, ran.stderr);
    return ran.stderr;
  };
  const mislabels = async (...args: string[]) =>
    JSON.parse(await done('mislabels', '--config', 'influence.json', '--json', ...args)) as MislabelsDocument;
  const decided = (row: MislabelRow, more: Partial<Decision>): Decision => ({
    file: row.file,
    row: row.row,
    line: row.line,
    hash: row.hash,
    decision: 'fixed',
    from: row.label,
    at: '2026-01-02T03:04:05.678Z',
    ...more,
  });
  const patch = (...decisions: Decision[]) =>
    workspace.write('patch.jsonl', formatSidecar(DECISIONS_FILE, decisions));
  const train = () => readFileSync(join(workspace.folder, 'train.csv'), 'utf8');

  beforeEach(async () => {
    workspace = createWorkspace();
    await cp(referenceFolder('iris'), workspace.folder, { recursive: true });
  });
  afterEach(() => workspace.remove());

  it('tells for each row why it is suspect, and what the score means', async () => {
    const text = await done('mislabels', '--config', 'influence.json', '--top', '3');
    const { rows, balanced } = await mislabels('--top', '3');
    assert.equal(balanced, false);
    for (const row of rows) {
      const line = text.split('\n').find((each) => each.includes(`train.csv:${row.line} `))!;
      assert.ok(line.includes(row.label) && line.includes(row.suggested), line);
      assert.ok(line.includes((100 * row.suggestedProbability).toFixed(2)), line);
    }
    assert.match(text, /How much more likely another label is than the given one/);
    assert.ok(!text.includes('same cells'), 'no column of duplicates where there are none');
  });

  it('marks duplicates and those whose labels differ', async () => {
    const lines = train().trimEnd().split('\n');
    workspace.write(
      'train.csv',
      [...lines, lines[1], lines[60]!.replace(/[a-z]+$/, 'setosa')].join('\n') + '\n',
    );
    const { rows } = await mislabels('--all');
    const of = (row: number) => rows.find((each) => each.row === row)!;
    assert.deepEqual([of(0).duplicates! >= 1, of(0).conflicting], [true, undefined]);
    assert.equal(of(59).conflicting, true);
    assert.equal(of(121).conflicting, true);
    assert.match(
      await done('mislabels', '--config', 'influence.json', '--top', '1'),
      /1 other row, labels differ/,
    );
  });

  it('balances when it is told to, and leaves out what is not suspect enough', async () => {
    const plain = await mislabels('--all', '--no-balanced');
    const balanced = await mislabels('--all', '--balanced');
    assert.equal(balanced.balanced, true);
    assert.notDeepEqual(
      balanced.rows.map(({ score }) => score),
      plain.rows.map(({ score }) => score),
    );
    const suspect = await mislabels('--min-score', '0.5', '--top', '100');
    assert.deepEqual(
      suspect.rows,
      plain.rows.filter(({ score }) => score >= 0.5),
    );
  });

  it('does not show kept rows again, except with all', async () => {
    const [first, second] = (await mislabels('--top', '2')).rows;
    workspace.write(
      'influence-decisions.jsonl',
      formatSidecar(DECISIONS_FILE, [decided(first!, { decision: 'kept' })]),
    );
    const after = await mislabels('--top', '1');
    assert.equal(after.kept, 1);
    assert.equal(after.rows[0]!.row, second!.row);
    assert.equal((await mislabels('--all')).rows[0]!.row, first!.row);
    assert.match(
      await done('mislabels', '--config', 'influence.json'),
      /1 row whose label was kept before is left out/,
    );
    workspace.write('influence-decisions.jsonl', '<<<<<<< HEAD\n');
    assert.match(
      await fails(1, 'mislabels', '--config', 'influence.json'),
      /decisions\.jsonl:1.*merge conflict/,
    );
  });

  it('writes SARIF that the schema accepts, with relative paths, lines and fingerprints', async () => {
    const log = JSON.parse(
      await done('mislabels', '--config', 'influence.json', '--sarif', '--top', '4'),
    ) as Log;
    const ajv = new Ajv({ strict: false, unicodeRegExp: false });
    addFormats(ajv);
    const valid = ajv.compile(sarifSchema);
    assert.ok(valid(log), ajv.errorsText(valid.errors));
    assert.ok(!valid({ ...log, runs: [{}] }), 'the schema refuses what has no tool');
    const { rows } = await mislabels('--top', '4');
    const [{ results, tool }] = log.runs as [Log['runs'][0]];
    assert.deepEqual(
      results!.map(({ ruleId, level, locations, partialFingerprints }) => [
        ruleId,
        level,
        locations![0]!.physicalLocation!.artifactLocation!.uri,
        locations![0]!.physicalLocation!.region!.startLine,
        partialFingerprints!['recordHash/v1'],
      ]),
      rows.map(({ line, hash }) => ['suspect-label/alo', 'note', 'train.csv', line, hash]),
    );
    for (const { ruleId, ruleIndex } of results!) assert.equal(tool.driver.rules![ruleIndex!]!.id, ruleId);
    await done('mislabels', '--config', 'influence.json', '--sarif', '--top', '4', '--out', 'suspects.sarif');
    assert.deepEqual(JSON.parse(readFileSync(join(workspace.folder, 'suspects.sarif'), 'utf8')), log);
    const elsewhere = await runCli(
      ['mislabels', '--config', workspace.config, '--sarif', '--top', '1', '--no-cache'],
      { cwd: join(workspace.folder, '..') },
    );
    const uri = (JSON.parse(elsewhere.stdout) as Log).runs[0]!.results![0]!.locations![0]!;
    assert.match(uri.physicalLocation!.artifactLocation!.uri!, /^lens-[^/]+\/train\.csv$/);
  });

  describe('applying decisions', () => {
    const apply = (...args: string[]) =>
      done(
        'mislabels',
        '--config',
        'influence.json',
        '--apply',
        'patch.jsonl',
        '--out',
        'fixed.csv',
        ...args,
      );

    it('changes the labels of the decided rows and no other byte', async () => {
      const { rows } = await mislabels('--top', '3');
      const [a, b, c] = rows as [MislabelRow, MislabelRow, MislabelRow];
      patch(
        decided(a, { to: a.suggested }),
        decided(b, { decision: 'kept' }),
        decided(c, { to: 'a "new", one' }),
      );
      const lines = train().split('\n');
      const relabel = (line: number, label: string) =>
        (lines[line - 1] = lines[line - 1]!.replace(/[a-z]+$/, () => label));
      // A record that moved is found by its content.
      workspace.write('train.csv', [lines[0], '9,9,9,9,setosa', ...lines.slice(1)].join('\n'));
      const document = JSON.parse(await apply('--json')) as ApplyDocument;
      relabel(a.line, a.suggested);
      relabel(c.line, '"a ""new"", one"');
      const fixed = readFileSync(join(workspace.folder, 'fixed.csv'), 'utf8');
      assert.equal(fixed, [lines[0], '9,9,9,9,setosa', ...lines.slice(1)].join('\n'));
      assert.deepEqual(
        [document.applied, document.already, document.passedOver, document.refused],
        [2, 0, 1, []],
      );
      assert.match(await apply(), /train\.csv with 2 labels fixed/);
    });

    it('follows a label that was changed twice, and passes over what is fixed already', async () => {
      const [row] = (await mislabels('--top', '1')).rows as [MislabelRow];
      patch(decided(row, { to: 'x' }));
      await apply();
      await cp(join(workspace.folder, 'fixed.csv'), join(workspace.folder, 'train.csv'));
      const changed = (await mislabels('--all')).rows.find((each) => each.row === row.row)!;
      patch(
        decided(row, { to: 'x', hashAfter: changed.hash, at: '2026-01-01T00:00:00.000Z' }),
        decided(changed, { to: 'y', at: '2026-01-02T00:00:00.000Z' }),
      );
      const ahead = JSON.parse(await apply('--json')) as ApplyDocument;
      assert.deepEqual([ahead.applied, ahead.already], [1, 0], 'from the step that the file is at');
      await cp(join(referenceFolder('iris'), 'train.csv'), join(workspace.folder, 'train.csv'));
      const fresh = JSON.parse(await apply('--json')) as ApplyDocument;
      assert.equal(fresh.applied, 1);
      const fixed = readFileSync(join(workspace.folder, 'fixed.csv'), 'utf8').split('\n');
      assert.match(fixed[row.line - 1]!, /,y$/);
      patch(decided(row, { to: 'x', hashAfter: changed.hash }));
      await apply();
      await cp(join(workspace.folder, 'fixed.csv'), join(workspace.folder, 'train.csv'));
      const again = JSON.parse(await apply('--json')) as ApplyDocument;
      assert.deepEqual([again.applied, again.already], [0, 1]);
    });

    it('writes nothing unless every fix can be done, and says which cannot', async () => {
      const { rows } = await mislabels('--top', '2');
      const [a, b] = rows as [MislabelRow, MislabelRow];
      patch(
        decided(a, { to: a.suggested }),
        decided(b, { to: b.suggested, hash: '0123456789abcdef' }),
        decided(b, { to: 'x', file: 'zzz.csv', hash: 'ffffffffffffffff' }),
      );
      const error = await fails(
        1,
        ...['mislabels', '--config', 'influence.json', '--apply', 'patch.jsonl', '--out', 'fixed.csv'],
      );
      assert.match(error, /patch\.jsonl:\d: 2 of 3 fixes cannot be applied, so nothing was written/);
      assert.match(error, /has changed or is gone/);
      assert.match(error, /about zzz\.csv, not about the training file/);
      assert.ok(!existsSync(join(workspace.folder, 'fixed.csv')));
      const partial = JSON.parse(await apply('--partial', '--json')) as ApplyDocument;
      assert.deepEqual([partial.applied, partial.refused.length], [1, 2]);
      assert.ok(!readdirSync(workspace.folder).some((name) => name.endsWith('.tmp')));
    });

    it('refuses records that cannot be told apart', async () => {
      const lines = train().split('\n');
      const [row] = (await mislabels('--top', '1')).rows as [MislabelRow];
      patch(decided(row, { to: row.suggested }));
      const twin = lines[row.line - 1]!;
      workspace.write('train.csv', [lines[0], twin, twin, ...lines.slice(1)].join('\n'));
      assert.match(
        await fails(
          1,
          ...['mislabels', '--config', 'influence.json', '--apply', 'patch.jsonl', '--out', 'fixed.csv'],
        ),
        /3 records have its content/,
      );
    });

    it('ends with 2 for options that do not go together', async () => {
      const wrong = (...args: string[]) => fails(2, 'mislabels', '--config', 'influence.json', ...args);
      assert.match(await wrong('--apply', 'p'), /--out is missing/);
      assert.match(await wrong('--out', 'p'), /--out goes with --apply or --sarif/);
      assert.match(await wrong('--partial'), /--partial goes with --apply/);
      assert.match(await wrong('--json', '--sarif'), /exclude each other/);
      assert.match(await wrong('--apply', 'p', '--out', 'q', '--top', '3'), /exclude each other/);
      assert.match(await wrong('--balanced', '--no-balanced'), /exclude each other/);
      assert.match(await wrong('--min-score', '2'), /a number from 0 to 1/);
      patch();
      assert.match(await wrong('--apply', 'patch.jsonl', '--out', 'train.csv'), /replace the training file/);
    });
  });

  it('tells how many rows are worth checking', async () => {
    const args = ['budget', '--config', 'influence.json', '--draws', '2', '--rate', '0.1'];
    const { budget, kind } = JSON.parse(await done(...args, '--json')) as BudgetDocument;
    assert.equal(kind, 'budget');
    assert.deepEqual(budget.planted, { rate: 0.1, kind: 'uniform', draws: 2, seed: 0 });
    assert.deepEqual(
      budget.curves.map(({ order }) => order),
      ['alo', 'self-influence', 'loss', 'random'],
    );
    const { estimate } = budget;
    assert.ok(estimate.low <= estimate.wrong && estimate.wrong <= estimate.high && estimate.high <= 12);
    const text = await done(...args);
    assert.match(
      text,
      new RegExp(`About ${estimate.wrong} of 120 rows; with 90 % confidence ${estimate.low} to`),
    );
    assert.match(text, /rows checked +alo +self-influence +loss +random/);
    assert.match(text, /12 \(10 %\)/);
    assert.ok(!/undefined|NaN/.test(text), text);
    assert.match(
      await fails(2, 'budget', '--config', 'influence.json', '--rate', '0.9'),
      /from 0\.005 to 0\.5/,
    );
  });
});
