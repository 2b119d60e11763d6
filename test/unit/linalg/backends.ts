/** The backends that the shared tests run on. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createCpuBackend } from '../../../extension/core/linalg/cpu/backend';
import { createTensorflowBackend } from '../../../extension/core/linalg/tensorflow/backend';
import type { TfjsNode } from '../../../extension/core/linalg/tensorflow/binding';
import type { Float64Backend } from '../../../extension/core/linalg/types';
import { createWasmBackend } from '../../../extension/core/linalg/wasm/backend';
import type { ThreadSupply } from '../../../extension/core/linalg/wasm/module';
import { supplyThreads } from '../../../extension/engine/backends/threads/supply';
import { loadTfjsNode } from '../../../extension/engine/backends/tfjs-node';

export interface TestedBackend {
  title: string;
  /** Why it cannot run here; absent when it can. */
  skipped?: string;
  create(): Float64Backend;
}

export function readModule(name: 'float64.wasm' | 'float64-fma.wasm'): Uint8Array {
  const file = join(__dirname, '../../../dist', name);
  if (!existsSync(file)) throw new Error(`${name} is not built: run "npm run build" first.`);
  return readFileSync(file);
}

function fmaSupport(): string | undefined {
  // Fused multiply-add is behind a flag before Node 22.
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(readModule('float64-fma.wasm')) ? undefined : 'this Node lacks relaxed SIMD';
}

/** Three threads, whatever this machine has, and for the smallest work. */
function shareEverything(): ThreadSupply {
  return { ...supplyThreads(3)!, worthSharing: 0 };
}

/** The native module, once for all tests of this process; a reason when it does not load. */
function loadNative(): TfjsNode | string {
  try {
    return loadTfjsNode();
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0]! : String(error);
  }
}

export const native = loadNative();

export const testedBackends: TestedBackend[] = [
  { title: 'cpu', create: createCpuBackend },
  { title: 'wasm', create: () => createWasmBackend(readModule('float64.wasm')) },
  {
    title: 'wasm with fused multiply-add',
    skipped: fmaSupport(),
    create: () => createWasmBackend(readModule('float64-fma.wasm')),
  },
  {
    title: 'wasm with threads',
    create: () => createWasmBackend(readModule('float64.wasm'), { threads: shareEverything() }),
  },
  {
    title: 'tensorflow',
    skipped: typeof native === 'string' ? native : undefined,
    create: () => createTensorflowBackend(native as TfjsNode, createCpuBackend()),
  },
];

/** One `describe` a backend, with a fresh backend that must hold nothing at the end; what cannot run is shown as pending. */
export function describeBackends(subject: string, define: (backend: () => Float64Backend) => void): void {
  for (const tested of testedBackends) {
    if (tested.skipped !== undefined) {
      describe.skip(`${subject} on ${tested.title} (${tested.skipped})`, () => define(tested.create));
      continue;
    }
    describe(`${subject} on ${tested.title}`, () => {
      let backend: Float64Backend;
      before(() => {
        backend = tested.create();
      });
      after(() => {
        const left = backend.held();
        backend.dispose();
        if (left !== 0) throw new Error(`${left} bytes were not given back.`);
      });
      define(() => backend);
    });
  }
}
