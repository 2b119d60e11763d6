import type { BackendChoice } from '../../contract/config';
import type { BackendHead, InfoDocument } from '../../contract/documents';
import { LensError } from '../../contract/errors';
import { createCpuBackend } from '../../core/linalg/cpu/backend';
import { createTensorflowBackend } from '../../core/linalg/tensorflow/backend';
import type { Float64Backend } from '../../core/linalg/types';
import { createWasmBackend } from '../../core/linalg/wasm/backend';
import { type Cache, noCache } from '../cache/store';
import { type Probe, probeTfjsNode } from './probe';
import { supplyThreads } from './threads/supply';
import { loadTfjsNode } from './tfjs-node';
import { readWasmModule } from './wasm-module';

export interface BackendOptions {
  /** Floating-point operations of dense linear algebra that lie ahead; small when absent. */
  flops?: number;
  /** Folder of the native module, when it is not the installed one. */
  modulePath?: string;
  /** Bytes that computations may take. */
  memory?: number;
  /** Where the result of probing the native module is kept. */
  cache?: Cache;
}

export interface ChosenBackend {
  backend: Float64Backend;
  head: BackendHead;
  /** Starts TensorFlow.js on the same backend, for networks. */
  tensors(): Promise<void>;
}

/** Above this, starting TensorFlow (probing, import: half a second) pays. */
export const HEAVY_FLOPS = 1e11;

/** The backend for a choice of the user's. Throws a `backend` error when the one that was asked for cannot run. */
export async function chooseBackend(
  choice: BackendChoice,
  options: BackendOptions = {},
): Promise<ChosenBackend> {
  switch (choice) {
    case 'cpu':
      return choose(createCpuBackend(options.memory), 'As set: plain JavaScript.');
    case 'wasm':
      return startWasm('As set', options);
    case 'tensorflow': {
      const probe = await probeTfjsNode(options.cache ?? noCache, options.modulePath);
      if (probe.available) return startTensorflow('As set', options);
      throw new LensError('backend', `The TensorFlow backend is not available: ${probe.reason}`, {
        hint: 'Install @tensorflow/tfjs-node, or choose "auto" or "wasm".',
      });
    }
    case 'auto':
      return chooseByCost(options);
  }
}

/** All backends with whether each can run here and why not, for `info`. */
export async function listBackends(options: BackendOptions = {}): Promise<InfoDocument['backends']> {
  const probe = await probeTfjsNode(options.cache ?? noCache, options.modulePath);
  return [
    { name: 'tensorflow', ...describeProbe(probe) },
    { name: 'wasm', ...describeWasm() },
    { name: 'cpu', available: true, version: createCpuBackend().version },
  ];
}

async function chooseByCost(options: BackendOptions): Promise<ChosenBackend> {
  const { flops = 0, cache = noCache, modulePath } = options;
  let remark = 'Chosen automatically: the embedded backend starts at once and is as fast here';
  if (flops >= HEAVY_FLOPS) {
    const probe = await probeTfjsNode(cache, modulePath);
    if (probe.available) return startTensorflow('Chosen automatically: much dense work lies ahead', options);
    remark = 'Chosen automatically: the native library is not available';
  }
  try {
    return startWasm(remark, options);
  } catch (error) {
    if (!(error instanceof LensError) || error.code !== 'backend') throw error;
    return choose(
      createCpuBackend(options.memory),
      `Chosen automatically: the embedded backend cannot run. ${error.message}`,
    );
  }
}

function startWasm(reason: string, { memory }: BackendOptions): ChosenBackend {
  const { bytes, features } = readWasmModule();
  const threads = supplyThreads();
  const many = threads ? `, ${threads.width} threads` : '';
  return choose(
    createWasmBackend(bytes, { memory, threads }),
    `${reason}: WebAssembly (${features}${many}).`,
  );
}

function startTensorflow(reason: string, options: BackendOptions): ChosenBackend {
  const { modulePath } = options;
  const companion = startWasm('For sparse data', options).backend;
  return choose(
    createTensorflowBackend(loadTfjsNode(modulePath), companion),
    `${reason}: native TensorFlow.`,
    modulePath,
  );
}

function choose(backend: Float64Backend, reason: string, modulePath?: string): ChosenBackend {
  return {
    backend,
    head: { name: backend.name, version: backend.version, reason },
    // TensorFlow.js is loaded by whoever first needs it: most models do not.
    tensors: async () => (await import('./tfjs')).startTfjs(backend.name, modulePath),
  };
}

function describeProbe(probe: Probe): { available: boolean; version?: string; reason?: string } {
  return probe.available
    ? { available: true, version: probe.version }
    : { available: false, reason: probe.reason };
}

function describeWasm(): { available: boolean; version?: string; reason?: string } {
  try {
    return { available: true, version: createWasmBackend(readWasmModule().bytes).version };
  } catch (error) {
    return { available: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
