import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { LensError } from '../../contract/errors';

/** Beside the bundle when packaged; in dist/ when run from its sources. */
const FOLDERS = [__dirname, join(__dirname, '../../../dist')];

export interface WasmModule {
  bytes: Uint8Array;
  /** What the kernels use of the processor. */
  features: string;
}

/** Reads the fastest of the compiled modules that this Node runs. Throws a `backend` error when none is there. */
export function readWasmModule(): WasmModule {
  // Fused multiply-add is part of "relaxed SIMD": on by default from Node 22, behind this flag in Node 20.
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  const fused = read('float64-fma.wasm');
  if (fused && WebAssembly.validate(fused)) return { bytes: fused, features: 'SIMD, fused multiply-add' };
  const plain = read('float64.wasm');
  if (plain && WebAssembly.validate(plain)) return { bytes: plain, features: 'SIMD' };
  throw new LensError(
    'backend',
    plain ? 'This Node does not run WebAssembly with SIMD.' : 'The WebAssembly module is missing.',
    { hint: 'Install the extension again, or run "npm run build" in its sources.' },
  );
}

function read(name: string): Uint8Array | undefined {
  const file = FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
  return file === undefined ? undefined : readFileSync(file);
}
