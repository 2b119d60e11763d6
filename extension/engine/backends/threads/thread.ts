/** The script of a thread that runs kernels: everything it needs comes with its start, and it ends when it is terminated. */
import { workerData } from 'node:worker_threads';
import type { KernelExports } from '../../../core/linalg/wasm/module';
import { serveQueue } from './queue';

export interface ThreadData {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  queue: SharedArrayBuffer;
  space: number;
}

const { module, memory, queue, space } = workerData as ThreadData;
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
serveQueue(queue, { kernels: exports as KernelExports, memory, space });
