/** Starts TensorFlow.js for neural models: its WebAssembly backend, or the native library. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { enableProdMode, ready, setBackend } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { BackendName } from '../../contract/config';
import { LensError } from '../../contract/errors';
import { nameConvolutionPadding } from '../../core/autodiff/kernels/wasm/namedPadding';
import { loadTfjsNode, type ModulePath } from './tfjs-node';

/** Beside the bundle when packaged; in its package when run from its sources. */
function wasmFolder(): string {
  const name = 'tfjs-backend-wasm-simd.wasm';
  if (existsSync(join(__dirname, name))) return __dirname;
  return dirname(createRequire(__filename).resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`));
}

/** Makes a backend the current one of this process, starting it when it is not there yet. Throws a `backend` error. */
export async function startTfjs(name: BackendName, modulePath?: ModulePath): Promise<void> {
  if (name === 'cpu')
    throw new LensError('backend', 'Networks do not run in plain JavaScript.', {
      hint: 'Choose the backend "wasm", "tensorflow" or "auto".',
    });
  enableProdMode();
  if (name === 'tensorflow') loadTfjsNode(modulePath);
  else setWasmPaths(`${wasmFolder()}/`);
  const started = await keepingListeners(() => setBackend(name).catch(() => false));
  if (!started) throw new LensError('backend', `TensorFlow.js does not start with the backend "${name}".`);
  await ready();
  if (name === 'wasm') nameConvolutionPadding();
}

/** The WebAssembly module's start makes the process end, with its own source on stderr, at any error that nobody catches. */
async function keepingListeners<T>(start: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => new Set<unknown>(process.listeners(event as 'uncaughtException')));
  try {
    return await start();
  } finally {
    events.forEach((event, i) => {
      for (const listener of process.listeners(event as 'uncaughtException'))
        if (!before[i].has(listener)) process.removeListener(event, listener);
    });
  }
}
