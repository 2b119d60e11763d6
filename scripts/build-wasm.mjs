// Compiles the float64 kernels to WebAssembly: one module for every engine with SIMD, one that also uses fused multiply-add.
import asc from 'assemblyscript/asc';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const sources = 'extension/core/linalg/wasm/assembly';
// The memory is shared, so that several threads can work on it.
const memory = ['--importMemory', '--sharedMemory', '--maximumMemory', '65536'];
const options = ['--runtime', 'stub', '-O3', '--noAssert', ...memory];
const variants = { 'float64.wasm': 'simd,threads', 'float64-fma.wasm': 'simd,threads,relaxed-simd' };

/** Compiles what is older than its sources. @param {string} folder where the modules go */
export async function buildWasm(folder) {
  const all = readdirSync(sources).map((file) => join(sources, file));
  const newest = Math.max(...[...all, 'scripts/build-wasm.mjs'].map((file) => statSync(file).mtimeMs));
  const entries = all.filter((file) => file.endsWith('.ts') && basename(file) !== 'simd.ts');
  for (const [name, features] of Object.entries(variants)) {
    const built = join(folder, name);
    if (existsSync(built) && statSync(built).mtimeMs > newest) continue;
    const files = new Map();
    const { error, stderr } = await asc.main([...entries, ...options, '--enable', features, '-o', name], {
      readFile: (file, base) => readIfPresent(join(base, file)),
      writeFile: (file, contents) => void files.set(file, contents),
      listFiles: () => [],
    });
    if (error) throw new Error(`${name}: ${stderr.toString()}`, { cause: error });
    mkdirSync(folder, { recursive: true });
    writeFileSync(built, files.get(name));
  }
}

function readIfPresent(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  }
}
