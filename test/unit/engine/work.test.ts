import assert from 'node:assert/strict';
import type { Progress } from '../../../extension/contract/progress';
import { pacedProgress } from '../../../extension/engine/work/pace';
import { serialQueue } from '../../../extension/engine/work/queue';

const never = new AbortController().signal;

describe('progress', () => {
  let time: number;
  let shown: Progress[];
  let report: (progress: Progress) => void;
  beforeEach(() => {
    time = 0;
    shown = [];
    report = pacedProgress(
      (progress) => shown.push(progress),
      () => time,
    );
  });

  it('tells the time left from the pace of the stage', () => {
    report({ stage: 'Reading', fraction: 0 });
    time = 1000;
    report({ stage: 'Reading', fraction: 0.25 });
    assert.deepEqual(shown.at(-1), { stage: 'Reading', fraction: 0.25, etaMs: 3000 });
    report({ stage: 'Fitting', fraction: 0.5 });
    assert.equal(shown.at(-1)?.etaMs, undefined, 'a new stage has no pace yet');
    time = 2000;
    report({ stage: 'Fitting', fraction: 0.5, etaMs: 7 });
    assert.equal(shown.at(-1)?.etaMs, 7, 'a better estimate is kept');
  });

  it('drops reports that nobody could read, never the first of a stage', () => {
    for (let i = 0; i <= 1000; i++) {
      time = i;
      report({ stage: 'Reading', fraction: i / 1000 });
    }
    assert.equal(shown.length, 11);
    report({ stage: 'Fitting' });
    report({ stage: 'Scoring' });
    assert.deepEqual(
      shown.slice(-2).map(({ stage }) => stage),
      ['Fitting', 'Scoring'],
    );
  });
});

describe('the queue of a dataset', () => {
  const tick = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

  it('runs one job at a time, in order, whatever becomes of the others', async () => {
    const queue = serialQueue();
    const events: string[] = [];
    const job =
      (name: string, fails = false) =>
      async () => {
        events.push(`${name} starts`);
        await tick(5);
        events.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const results = await Promise.allSettled([
      queue.run(never, job('a')),
      queue.run(never, job('b', true)),
      queue.run(never, job('c')),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(events, ['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
    assert.equal(queue.busy, false);
  });

  it('never starts a job that was cancelled while it waited, and tells so at once', async () => {
    const queue = serialQueue();
    const controller = new AbortController();
    let release = (): void => undefined;
    const first = queue.run(never, () => new Promise<void>((resolve) => (release = resolve)));
    let started = false;
    const second = queue.run(controller.signal, () => {
      started = true;
      return Promise.resolve();
    });
    controller.abort();
    await assert.rejects(second, { code: 'cancelled' });
    assert.equal(queue.busy, true);
    release();
    await first;
    await tick();
    assert.equal(started, false);
    assert.equal(queue.busy, false);
  });

  it('starts the next job only when a cancelled one has really stopped', async () => {
    const queue = serialQueue();
    const controller = new AbortController();
    let stopped = false;
    const first = queue.run(controller.signal, async () => {
      await tick(20);
      stopped = true;
    });
    await tick();
    controller.abort();
    await assert.rejects(first, { code: 'cancelled' });
    assert.equal(stopped, false);
    assert.equal(await queue.run(never, () => Promise.resolve(stopped)), true);
  });
});
