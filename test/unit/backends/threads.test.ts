import assert from 'node:assert/strict';
import { createRunner, type Task } from '../../../extension/core/linalg/wasm/module';
import { supplyThreads } from '../../../extension/engine/backends/threads/supply';
import { readModule } from '../linalg/backends';

describe('threads that share the work of kernels', () => {
  const bytes = readModule('float64.wasm');

  it('run every task exactly once, round after round', () => {
    const runner = createRunner(bytes, 2 ** 26, supplyThreads(4));
    const { heap } = runner;
    const one = heap.allocate(8);
    const most = 40;
    const sums = heap.allocate(most * 8);
    heap.floats(one, 1)[0] = 1;
    heap.floats(sums, most).fill(0);
    const expected = new Float64Array(most);
    // Rounds of different length follow each other closely, so that slow threads meet the next round half prepared.
    for (let round = 0; round < 20_000; round++) {
      const count = 2 + ((round * 7) % (most - 1));
      const tasks = Array.from({ length: count }, (_, at): Task => [
        'addScaled',
        sums + at * 8,
        at + 1,
        one,
        1,
      ]);
      for (let at = 0; at < count; at++) expected[at]! += at + 1;
      runner.run(tasks);
      if (round % 1000 === 0) assert.deepEqual(heap.floats(sums, most).slice(), expected, `round ${round}`);
    }
    assert.deepEqual(heap.floats(sums, most).slice(), expected);
    runner.dispose();
  });

  it('take more tasks than the queue holds', () => {
    const runner = createRunner(bytes, 2 ** 26, supplyThreads(2));
    const { heap } = runner;
    const one = heap.allocate(8);
    const sum = heap.allocate(2500 * 8);
    heap.floats(one, 1)[0] = 1;
    heap.floats(sum, 2500).fill(0);
    runner.run(Array.from({ length: 2500 }, (_, at): Task => ['addScaled', sum + at * 8, 1, one, 1]));
    assert.ok(heap.floats(sum, 2500).every((value) => value === 1));
    runner.dispose();
  });

  it('report a kernel that fails, and go on', () => {
    const runner = createRunner(bytes, 2 ** 26, supplyThreads(3));
    const outside = 2 ** 32 - 8192;
    const failing: Task = ['addScaled', outside, 1, outside, 4];
    assert.throws(() => runner.run([failing, failing, failing]), /kernel failed/);
    const at = runner.heap.allocate(16);
    runner.heap.floats(at, 2).fill(1);
    runner.run([
      ['addScaled', at, 1, at, 1],
      ['addScaled', at + 8, 2, at + 8, 1],
    ]);
    assert.deepEqual(runner.heap.floats(at, 2).slice(), Float64Array.of(2, 3));
    runner.dispose();
  });

  it('are not asked for on a single processor', () => {
    assert.equal(supplyThreads(1), undefined);
  });
});
