import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createRunner, type KernelExports, type Task } from '../../../extension/core/linalg/wasm/module';
import { createDispatcher, createQueue } from '../../../extension/engine/backends/threads/queue';
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

  it('see how far the memory has grown, also when it grows just as they take it over', async () => {
    const memory = new WebAssembly.Memory({ initial: 40, maximum: 65536, shared: true });
    const module = new WebAssembly.Module(bytes);
    const own = new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
    const queue = createQueue();
    // What stands before the memory in the message is still being read when the memory grows.
    const delay = Array.from({ length: 100_000 }, (_, i) => ({ i }));
    const { worker, port } = startLate();
    port.postMessage({ delay, module, memory, queue, space: 65536 });
    await sleep(10);
    const from = memory.grow(2) * 65536;
    const into = from + 65536;
    const values = new Float64Array(memory.buffer, from, 3).fill(7);
    // This thread leaves all of the work to the other.
    const idle = { ...own, fromPanels: () => Number(Atomics.wait(new Int32Array(queue, 60, 1), 0, 0, 1)) };
    const run = createDispatcher(queue, { kernels: idle, memory, space: 0 });
    const copied = new Float64Array(memory.buffer, into, 3);
    try {
      for (let round = 0; round < 10_000 && copied[2] === 0; round++)
        run(Array.from({ length: 4 }, (): Task => ['fromPanels', from, 1, 3, 1, into]));
      assert.deepEqual(copied, values);
    } finally {
      await worker.terminate();
    }
  });

  it('are not asked for on a single processor', () => {
    assert.equal(supplyThreads(1), undefined);
  });
});

/** A kernel thread whose start is told when its message is read. */
function startLate(): { worker: Worker; port: MessageChannel['port1'] } {
  const { port1, port2 } = new MessageChannel();
  const script = join(__dirname, '../../../dist/kernel-thread.js');
  const code = `
    const threads = require('node:worker_threads');
    const { port, script } = threads.workerData;
    let received;
    while (!received) received = threads.receiveMessageOnPort(port);
    threads.workerData = received.message;
    require(script);
  `;
  const worker = new Worker(code, {
    eval: true,
    workerData: { port: port2, script },
    transferList: [port2],
    execArgv: [],
  });
  return { worker, port: port1 };
}
