import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExplainDocument, MislabelsDocument } from '../../../extension/contract/documents';
import type { LensError } from '../../../extension/contract/errors';
import type { Progress } from '../../../extension/contract/progress';
import { explainDocument } from '../../../extension/engine/documents/explain';
import { mislabelsDocument } from '../../../extension/engine/documents/mislabels';
import {
  type ClientOptions,
  createEngineClient,
  type EngineClient,
  type EngineState,
} from '../../../extension/host/engine/client';
import { writeFruits } from '../../data/fruitImages';
import { referenceFolder } from '../../reference/fixtures';
import { builtFile } from '../cli/build';
import { runCli } from '../cli/run';
import { createWorkspace, generatedCsv, type Workspace } from '../cli/workspace';

describe('the engine process through its client', () => {
  let workspace: Workspace;
  let client: EngineClient;
  let logged: string[];
  let states: EngineState[];

  const open = (options: Partial<ClientOptions> = {}): EngineClient => {
    client = createEngineClient({
      worker: builtFile('worker.js'),
      cacheFolder: workspace.cache,
      env: { INFLUENCE_LENS_CACHE: '' },
      log: (level, message) => logged.push(`${level}: ${message}`),
      stateChanged: (state) => states.push(state),
      ...options,
    });
    return client;
  };
  const iris = () => ({ config: workspace.config });
  const explainRow = (row: number) =>
    client.request('explain', {
      dataset: iris(),
      target: { set: 'test', row },
      choice: { by: 'label' },
    });

  /** Retraining without hundreds of rows one by one: work that goes on until it is stopped. */
  const longWork = (work: { signal?: AbortSignal; progress?: (progress: Progress) => void } = {}) => {
    workspace.write('train.csv', generatedCsv(2000, 100, 1));
    workspace.write('test.csv', generatedCsv(10, 100, 2));
    workspace.write('influence.json', '{"train":"train.csv","test":"test.csv","label":"label"}');
    return client.request(
      'validate',
      { dataset: iris(), target: { set: 'test', row: 0 }, choice: { by: 'label' }, rows: 1999 },
      work,
    );
  };
  /** Starts the long work and waits until it retrains. */
  const startLongWork = async (signal?: AbortSignal) => {
    let started = (): void => undefined;
    const retraining = new Promise<void>((resolve) => (started = resolve));
    const outcome = longWork({
      signal,
      progress: ({ stage }) => {
        if (stage.startsWith('Retraining')) started();
      },
    }).then(
      () => assert.fail('it finished'),
      (error: LensError) => error,
    );
    await Promise.race([retraining, outcome]);
    return outcome;
  };
  const alive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  beforeEach(() => {
    workspace = createWorkspace();
    cpSync(referenceFolder('iris'), workspace.folder, { recursive: true });
    logged = [];
    states = [];
    open();
  });
  afterEach(() => {
    client.dispose();
    workspace.remove();
  });

  it('starts with the first request and ends when it is disposed', async () => {
    assert.equal(client.state, 'stopped');
    assert.equal(client.pid, undefined);
    await client.request('clearCache', {});
    assert.deepEqual(states, ['starting', 'ready']);
    const { pid } = client;
    assert.ok(pid !== undefined && pid !== process.pid && alive(pid));
    client.dispose();
    await until(() => !alive(pid));
    await assert.rejects(client.request('clearCache', {}), { code: 'cancelled' });
  });

  it('answers what the command line prints', async () => {
    const result = await explainRow(17);
    const args = ['--config', workspace.config, '--json', '--no-cache'];
    const explained = await runCli(['explain', '--test-row', '17', '--all', ...args]);
    const cli = JSON.parse(explained.stdout) as ExplainDocument;
    const own = JSON.parse(
      JSON.stringify(explainDocument(result, { top: 10, all: true })),
    ) as ExplainDocument;
    // The time of the Hessian-vector products is the one thing of the solver that differs from run to run.
    const untimed = ({ products, ...solver }: ExplainDocument['solver']) => [solver, products?.vectors];
    assert.deepEqual(untimed(own.solver), untimed(cli.solver));
    for (const key of ['rows', 'target', 'dataset', 'checks', 'backend', 'notices'] as const) {
      assert.deepEqual(own[key], cli[key], key);
    }
    assert.deepEqual(
      result.targetCells.cells,
      readFileSync(join(workspace.folder, 'test.csv'), 'utf8').split('\n')[18]!.split(','),
    );
    assert.equal(result.targetCells.place.line, 19);
    assert.ok(result.columns.slice(0, 4).every(({ std }) => std !== null && std > 0));

    const review = await client.request('mislabels', { dataset: iris(), score: 'alo' });
    const reviewed = await runCli(['mislabels', '--all', ...args]);
    assert.deepEqual(
      mislabelsDocument(review, { top: 10, all: true }).rows,
      (JSON.parse(reviewed.stdout) as MislabelsDocument).rows,
    );
  });

  it('answers the questions of the editor about rows', async () => {
    const dataset = iris();
    const targets = await client.request('targets', { dataset, set: 'test' });
    assert.equal(targets.row.length, 30);
    assert.equal(targets.preview.length, 30);
    assert.match(targets.preview[0]!, /^[\d.]+ · [\d.]+/);
    const scores = await client.request('selfInfluence', { dataset });
    assert.equal(scores.selfInfluence.length, 120);
    assert.equal(scores.hashes.length, 240);
    const sizes = Array.from(scores.order, (at) => scores.selfInfluence[at]!);
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => b - a),
    );

    const lines = readFileSync(join(workspace.folder, 'train.csv'), 'utf8').split('\n');
    const { fingerprint } = targets;
    const refs = [7, 3, 119].map((row) => ({ set: 'train' as const, row }));
    const cells = await client.request('cells', { dataset, refs, fingerprint });
    assert.deepEqual(
      cells.map((record) => record.cells.join(',')),
      [7, 3, 119].map((row) => lines[row + 1]),
    );
    const found = await client.request('search', { dataset, text: 'SETOSA', fingerprint });
    assert.deepEqual(
      [...found],
      lines.slice(1, 121).map((line) => (line.includes('setosa') ? 1 : 0)),
    );
    const place = await client.request('recordAt', { file: join(workspace.folder, 'train.csv'), line: 9 });
    assert.deepEqual(place, cells[0]!.place);
    const inspection = await client.request('inspect', { file: join(workspace.folder, 'train.csv') });
    assert.equal(inspection.labelCandidates[0], 'species');
    const status = await client.request('status', {});
    assert.deepEqual(status.datasets, [{ config: workspace.config, fitted: true }]);
  });

  it('notices changed data: fresh, cells, search and locate', async () => {
    const dataset = iris();
    const { head } = await explainRow(0);
    const { fingerprint } = head.dataset;
    assert.equal(await client.request('fresh', { dataset, fingerprint }), true);
    const refs = [{ set: 'train' as const, row: 5 }];
    const [before] = await client.request('cells', { dataset, refs, fingerprint });
    const path = join(workspace.folder, 'train.csv');
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [lines[0], '9,9,9,9,setosa', ...lines.slice(1)].join('\n'));
    assert.equal(await client.request('fresh', { dataset, fingerprint }), false);
    await assert.rejects(client.request('cells', { dataset, refs, fingerprint }), { code: 'stale' });
    await assert.rejects(client.request('search', { dataset, text: 'x', fingerprint }), { code: 'stale' });
    const moved = await client.request('locate', { place: before!.place });
    assert.deepEqual([moved.row, moved.line], [6, 8]);
    assert.equal(moved.hash, before!.place.hash);
    writeFileSync(path, readFileSync(path, 'utf8').replace(lines[6]!, '1,1,1,1,setosa'));
    await assert.rejects(client.request('locate', { place: before!.place }), { code: 'stale' });
    const again = await explainRow(0);
    assert.equal(again.head.dataset.rows, 121);
    assert.equal(again.training.row.length, 121);
  });

  it('refuses to choose between identical records that moved', async () => {
    const path = workspace.write('twice.csv', 'a,b\n1,x\n2,y\n1,x\n');
    const place = await client.request('recordAt', { file: path, line: 4 });
    assert.deepEqual((await client.request('locate', { place: place! })).row, 2);
    writeFileSync(path, 'a,b\n0,z\n1,x\n2,y\n1,x\n');
    await assert.rejects(client.request('locate', { place: place! }), { code: 'stale' });
  });

  it('reuses the fit between requests and takes the one on disk after a restart', async () => {
    const first = await explainRow(1);
    assert.equal(first.head.model.cached, false);
    const second = await explainRow(2);
    assert.equal(second.head.timings.fitMs < first.head.timings.fitMs, true);
    client.restart();
    const third = await explainRow(2);
    assert.equal(third.head.model.cached, true);
    assert.deepEqual(third.influence, second.influence);
    const cleared = await client.request('clearCache', {});
    assert.ok(cleared.files > 0);
    assert.deepEqual(readdirSync(workspace.cache), []);
  });

  it('rejects with the error as it was thrown', async () => {
    workspace.write('influence.json', '{"train":"train.csv","test":"test.csv",\n"lable":"species"}');
    await assert.rejects(client.request('info', { dataset: iris() }), (error: LensError) => {
      assert.equal(error.name, 'LensError');
      assert.equal(error.code, 'config');
      assert.equal(error.hint, 'Did you mean "label"?');
      assert.deepEqual(error.location, { file: workspace.config, line: 2, column: 1, key: 'lable' });
      return true;
    });
  });

  it('stops a computation that is cancelled and goes on in the same process', async () => {
    const controller = new AbortController();
    const outcome = startLongWork(controller.signal);
    await until(() => client.state === 'ready');
    const { pid } = client;
    setTimeout(() => {
      controller.abort();
    }, 300);
    assert.equal((await outcome).code, 'cancelled');
    // Answered only when the cancelled job has left the queue of its dataset.
    const targets = await client.request('targets', { dataset: iris(), set: 'test' });
    assert.equal(targets.row.length, 10);
    assert.equal(client.pid, pid);
    await assert.rejects(client.request('clearCache', {}, { signal: controller.signal }), {
      code: 'cancelled',
    });
  });

  it('stops retraining between two rows, each of which takes less time than it may hold the thread', async () => {
    const controller = new AbortController();
    const abortOnRetraining = ({ stage }: Progress) => {
      if (stage.startsWith('Retraining')) controller.abort();
    };
    const outcome = longWork({ signal: controller.signal, progress: abortOnRetraining });
    await until(() => client.state === 'ready');
    const { pid } = client;
    await assert.rejects(outcome, { code: 'cancelled' });
    assert.equal((await client.request('targets', { dataset: iris(), set: 'test' })).row.length, 10);
    assert.equal(client.pid, pid);
  });

  it('kills a process that takes no cancel, and starts another for what still waits', async () => {
    await client.request('clearCache', {});
    const pid = client.pid!;
    process.kill(pid, 'SIGSTOP');
    const controller = new AbortController();
    const stuck = client.request('status', {}, { signal: controller.signal });
    const waiting = explainRow(0);
    controller.abort();
    await assert.rejects(stuck, { code: 'cancelled' });
    assert.equal((await waiting).target.row, 0);
    assert.notEqual(client.pid, pid);
    await until(() => !alive(pid));
    assert.ok(logged.some((line) => line.includes('did not take a cancel')));
  });

  it('runs a job again after a crash, once', async () => {
    const outcome = startLongWork();
    await until(() => client.pid !== undefined);
    for (let crash = 0; crash < 2; crash++) {
      const pid = client.pid!;
      process.kill(pid, 'SIGSEGV');
      await until(() => (client.pid !== undefined && client.pid !== pid) || crash === 1);
    }
    const error = await outcome;
    assert.equal(error.code, 'internal');
    assert.match(error.message, /SIGSEGV twice/);
    assert.equal(states.filter((state) => state === 'starting').length, 2);
    cpSync(referenceFolder('iris'), workspace.folder, { recursive: true });
    assert.equal((await explainRow(0)).target.row, 0);
  });

  it('does not repeat a job that was killed from outside, as for lack of memory', async () => {
    const outcome = startLongWork();
    await until(() => client.pid !== undefined);
    process.kill(client.pid!, 'SIGKILL');
    const error = await outcome;
    assert.equal(error.code, 'memory');
    assert.match(error.message, /not run again/);
    assert.equal(states.filter((state) => state === 'starting').length, 1);
    cpSync(referenceFolder('iris'), workspace.folder, { recursive: true });
    assert.equal((await explainRow(0)).target.row, 0);
  });

  it('survives running out of memory for real', async () => {
    client.dispose();
    open({ execArgv: ['--max-old-space-size=40'] });
    // The syntax tree of a config of a million values takes many times this heap.
    workspace.write('influence.json', `{"features":{"exclude":[${'"a",'.repeat(1_000_000)}]}}`);
    await assert.rejects(client.request('info', { dataset: iris() }), {
      code: 'memory',
      hint: /influence\.memory/,
    });
    assert.equal(states.filter((state) => state === 'starting').length, 1);
    assert.ok(logged.some((line) => /out of memory/i.test(line)));
    cpSync(referenceFolder('iris'), workspace.folder, { recursive: true });
    assert.equal((await explainRow(0)).target.row, 0);
    assert.equal(states.filter((state) => state === 'starting').length, 2);
  });

  it('refuses images over the budget with what can be done, and goes on', async () => {
    client.dispose();
    open({ env: { INFLUENCE_LENS_CACHE: '', INFLUENCE_LENS_MEMORY: '16' } });
    const folder = join(workspace.folder, 'fruits');
    const config = join(folder, 'influence.json');
    writeFruits(join(folder, 'train'), 20, 1);
    writeFruits(join(folder, 'test'), 2, 2);
    const info = (size: number) => {
      writeFileSync(config, JSON.stringify({ train: 'train', test: 'test', features: { image: { size } } }));
      return client.request('info', { dataset: { config } });
    };
    await assert.rejects(info(128), {
      code: 'memory',
      // 60 × 128 × 128 × 3 numbers of 4 bytes.
      message: 'The images take 12 MB at 128 × 128 pixels, and 8 MB are allowed for them.',
      hint: /influence\.memory/,
    });
    const pid = client.pid;
    assert.equal((await info(8)).dataset.features, 8 * 8 * 3);
    assert.equal(client.pid, pid);
  });

  it('gives up for a while after too many crashes, until it is restarted by hand', async () => {
    client.dispose();
    open({ worker: join(workspace.folder, 'absent.js') });
    await assert.rejects(client.request('clearCache', {}), { code: 'internal' });
    await assert.rejects(client.request('clearCache', {}), /stopped too often|twice/);
    await assert.rejects(client.request('clearCache', {}), /stopped too often/);
    assert.equal(client.state, 'failed');
    assert.equal(states.filter((state) => state === 'starting').length, 4, 'one start and three restarts');
    assert.ok(logged.some((line) => line.includes('Cannot find module')));
    client.restart();
    await assert.rejects(client.request('clearCache', {}), /twice/);
    assert.equal(existsSync(workspace.cache), false);
  });

  it('takes the cache folder of the environment over that of its parent', async () => {
    client.dispose();
    const other = join(workspace.folder, 'other');
    open({ env: { INFLUENCE_LENS_CACHE: other } });
    await explainRow(0);
    assert.ok(readdirSync(other).length > 0);
    assert.equal(existsSync(workspace.cache), false);
  });
});
