import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { KernelExports, ThreadSupply } from '../../../core/linalg/wasm/module';
import { createDispatcher, createQueue } from './queue';
import type { ThreadData } from './thread';

/** Beyond this many, memory and not arithmetic is what the kernels wait for. */
const MOST_THREADS = 8;

/** Some 50 µs of work, within which another thread wakes up. */
const WORTH_SHARING = 1e6;

/** The bundled script: beside the bundle when packaged, in dist/ when run from its sources. */
const SCRIPTS = [join(__dirname, 'kernel-thread.js'), join(__dirname, '../../../../dist/kernel-thread.js')];

/** Threads of this process, as many as there are processors; nothing where one is all there is. */
export function supplyThreads(
  width = Math.min(MOST_THREADS, availableParallelism()),
): ThreadSupply | undefined {
  const script = SCRIPTS.find((file) => existsSync(file));
  if (width < 2 || script === undefined) return undefined;
  return {
    width,
    worthSharing: WORTH_SHARING,
    start({ module, memory, spaces }) {
      const queue = createQueue();
      const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
      const workers = spaces.slice(1).map((space) => {
        const data: ThreadData = { module, memory, queue, space };
        const worker = new Worker(script, { workerData: data, execArgv: [] });
        // A thread that cannot start leaves its share to the others; none keeps the process alive.
        worker.on('error', () => undefined);
        worker.unref();
        return worker;
      });
      return {
        run: createDispatcher(queue, { kernels, memory, space: spaces[0]! }),
        dispose() {
          for (const worker of workers) void worker.terminate();
        },
      };
    },
  };
}
