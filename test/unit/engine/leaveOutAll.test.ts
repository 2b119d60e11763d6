/** Retraining on several processes: the same answers as here, in order; what a helper cannot do is done here. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Work } from '../../../extension/contract/progress';
import { leaveOut } from '../../../extension/engine/answers/leaveOut';
import { info } from '../../../extension/engine/answers/info';
import { folderCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import type { Change } from '../../../extension/engine/validation/leaveOut';
import { leaveOutAll } from '../../../extension/engine/validation/leaveOutAll';
import { referenceFolder } from '../../reference/fixtures';
import { builtFile } from '../cli/build';
import { createWorkspace, type Workspace } from '../cli/workspace';

const WORK: Work = { signal: new AbortController().signal, progress: () => undefined };

describe('retraining on all processors', () => {
  let workspace: Workspace;
  before(() => {
    builtFile('worker.js');
    workspace = createWorkspace();
  });
  after(() => workspace.remove());

  const setUp = async () => {
    const cache = folderCache(workspace.cache, { maxBytes: 1e8, log: () => undefined });
    const engine = createEngine({ cacheFolder: workspace.cache, cache, log: () => undefined });
    const dataset = { config: join(referenceFolder('iris'), 'influence.json') };
    const { dataset: head } = await info(engine, { dataset }, WORK);
    const question = {
      dataset,
      target: { set: 'test', row: 3 },
      choice: { by: 'label' },
      fingerprint: head.fingerprint,
    } as const;
    const groups = Array.from({ length: 24 }, (_, i) => Int32Array.of(i, i + 40));
    const serial = await leaveOut(engine, { ...question, groups }, WORK);
    const slowly = async (rows: Int32Array): Promise<Change> => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return serial[rows[0]!]!;
    };
    return { engine, question, groups, serial, slowly };
  };

  it('gives what retraining here gives', async () => {
    const { engine, question, groups, serial, slowly } = await setUp();
    let here = 0;
    const job = {
      engine,
      question,
      groups,
      worthMs: 0,
      here: (rows: Int32Array) => (here++, slowly(rows)),
    };
    const fractions: number[] = [];
    const changes = await leaveOutAll(job, {
      ...WORK,
      progress: ({ fraction }) => fractions.push(fraction!),
    });
    assert.equal(changes.length, 24);
    changes.forEach(({ loss, probability }, i) => {
      assert.ok(Math.abs(loss - serial[i]!.loss) < 1e-10, `${loss} is not ${serial[i]!.loss}`);
      assert.ok(Math.abs(probability - serial[i]!.probability) < 1e-10);
    });
    assert.ok(here < 24, 'a helper took its share');
    assert.deepEqual(
      fractions,
      Array.from({ length: 25 }, (_, i) => i / 24),
    );
  });

  it('does here what a helper can not do', async () => {
    const { engine, question, groups, serial, slowly } = await setUp();
    const stale = { ...question, fingerprint: 'another' };
    const changes = await leaveOutAll(
      { engine, question: stale, groups: groups.slice(0, 6), worthMs: 0, here: slowly },
      WORK,
    );
    assert.deepEqual(changes, serial.slice(0, 6));
    await assert.rejects(leaveOut(engine, { ...stale, groups }, WORK), { code: 'stale' });
  });

  it('stops when it is told to', async () => {
    const { engine, question, groups, slowly } = await setUp();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 900);
    await assert.rejects(
      leaveOutAll({ engine, question, groups, worthMs: 0, here: slowly }, { ...WORK, signal: stop.signal }),
      { code: 'cancelled' },
    );
  });
});
