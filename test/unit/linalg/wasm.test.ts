import assert from 'node:assert/strict';
import { LensError } from '../../../extension/contract/errors';
import { createWasmBackend } from '../../../extension/core/linalg/wasm/backend';
import { placeDense } from '../../../extension/core/linalg/wasm/dense';
import {
  createRunner,
  type KernelExports,
  type ThreadSupply,
} from '../../../extension/core/linalg/wasm/module';
import { readModule } from './backends';
import {
  assertClose,
  createRandom,
  positiveDefinite,
  product,
  quietWork,
  randomArray,
  randomDense,
  randomSparse,
} from './reference';

const MB = 2 ** 20;

/** A team of two in which, when asked to fail, every kernel does. */
function failingThreads(fails: () => boolean): ThreadSupply {
  return {
    width: 2,
    worthSharing: 0,
    start({ module, memory, spaces }) {
      const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
      return {
        run(tasks) {
          if (fails()) throw new LensError('internal', 'A kernel failed on another thread.');
          for (const [name, ...args] of tasks) kernels[name]!(...args, spaces[0]!);
        },
        dispose: () => undefined,
      };
    },
  };
}

describe('the WebAssembly backend', () => {
  const bytes = readModule('float64.wasm');

  it('stays within a few kilobytes', () => {
    assert.ok(bytes.length < 16_384, `${bytes.length} bytes`);
    assert.ok(readModule('float64-fma.wasm').length < 16_384);
  });

  it('computes at addresses past 2 GiB', () => {
    const runner = createRunner(bytes, 4 * 2 ** 30);
    const filler = runner.heap.allocate(2.5 * 2 ** 30);
    const random = createRandom(1);
    const matrix = randomDense(37, 21, random);
    const placed = placeDense(runner, matrix);
    const b = randomArray(21 * 20, random);
    assertClose(placed.times(b, 20), product(matrix.data, b, 37, 21, 20), 1e-14, 'X·B', 21);
    assertClose(placed.times(b.subarray(0, 21), 1), product(matrix.data, b, 37, 21, 1), 1e-14, 'X·b', 21);
    placed.dispose();
    runner.heap.release(filler);
    assert.equal(runner.heap.used, createRunner(bytes, MB * 16).heap.used);
  });

  it('refuses what its memory cannot hold, and goes on afterwards', async () => {
    const backend = createWasmBackend(bytes, { memory: 16 * MB });
    const random = createRandom(2);
    const isMemory = (error: unknown): boolean => error instanceof LensError && error.code === 'memory';
    assert.throws(() => backend.place(randomDense(2000, 1000, random)), isMemory);
    await assert.rejects(backend.cholesky(new Float64Array(4e6), 2000, quietWork()), isMemory);
    const wide = backend.place(randomDense(1, 1400, random));
    assert.throws(() => wide.weightedGram(Float64Array.of(1)), isMemory);
    const few = randomArray(1400, random);
    assert.equal(wide.times(few, 1).length, 1);
    wide.dispose();
    assert.equal(backend.held(), 0);
    const a = positiveDefinite(20, 1, random);
    const factor = await backend.cholesky(a, 20, quietWork());
    assertClose(
      product(a, factor.solve(few.subarray(0, 20), 1), 20, 20, 1),
      few.subarray(0, 20),
      1e-13,
      'A·x',
    );
    assert.ok(backend.held() > 0);
    factor.dispose();
    assert.equal(backend.held(), 0);
  });

  it('gives its memory back when a factorization fails or is cancelled', async () => {
    const backend = createWasmBackend(bytes);
    const n = 2000;
    const a = new Float64Array(n * n).fill(0.5);
    for (let i = 0; i < n; i++) a[i * n + i] = n;
    const abort = new AbortController();
    const work = { signal: abort.signal, progress: () => abort.abort() };
    const isCancelled = (error: unknown): boolean => error instanceof LensError && error.code === 'cancelled';
    await assert.rejects(backend.cholesky(a, n, work), isCancelled);
    assert.equal(backend.held(), 0);
    a[n * n - 1] = -1;
    await assert.rejects(backend.cholesky(a, n, quietWork()), /not positive definite \(pivot 2000 of 2000\)/);
    assert.equal(backend.held(), 0);
  });

  it('gives its memory back when a kernel fails', async () => {
    let failing = false;
    const backend = createWasmBackend(bytes, { threads: failingThreads(() => failing) });
    const random = createRandom(4);
    const [rows, cols, k] = [40, 30, 3];
    const matrices = [randomDense(rows, cols, random), randomSparse(rows, cols, 0.3, random)];
    for (const placed of matrices.map((matrix) => backend.place(matrix))) {
      // What a sparse matrix keeps for later products is there after the first.
      placed.transposeTimes(randomArray(rows, random), 1);
      const weights = { kind: 'softmax', probabilities: randomArray(rows * k, random) } as const;
      const curvature = placed.placeCurvature(weights, k);
      const held = backend.held();
      failing = true;
      const calls = [
        () => placed.times(randomArray(cols * k, random), k),
        () => placed.transposeTimes(randomArray(rows * k, random), k),
        () => placed.weightedGram(randomArray(rows, random)),
        () => placed.rowGram(),
        () => placed.curvatureTimes(randomArray(rows * k * k, random), randomArray(cols * k, random), k),
        () => curvature.times(randomArray(cols * k, random)),
        () => placed.rowQuadraticForms(randomArray(cols * cols, random)),
        () => backend.multiply(randomArray(1e4, random), randomArray(1e4, random), 100, 100, 100),
      ];
      for (const call of calls) assert.throws(call, /kernel failed/, call.toString());
      assert.equal(backend.held(), held);
      failing = false;
      curvature.dispose();
      placed.dispose();
    }
    const a = positiveDefinite(200, 1, random);
    failing = true;
    await assert.rejects(backend.cholesky(a, 200, quietWork()), /kernel failed/);
    await assert.rejects(backend.symmetricEigen(a, 200, quietWork()), /kernel failed/);
    assert.equal(backend.held(), 0);
  });

  it('refuses a module it cannot start', () => {
    assert.throws(
      () => createWasmBackend(Uint8Array.of(1, 2, 3)),
      (error: unknown) => error instanceof LensError && error.code === 'backend',
    );
  });
});
