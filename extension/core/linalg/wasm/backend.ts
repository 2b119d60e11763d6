import { expectLength, expectMatrix } from '../checks';
import { DEFAULT_MEMORY } from '../memory';
import type { Float64Backend } from '../types';
import { factorCholesky } from './cholesky';
import { placeDense } from './dense';
import { decomposeSymmetric } from './eigen';
import { borrow } from './heap';
import { createRunner, type ThreadSupply } from './module';
import { multiplySteps, type Operand } from './products';
import { placeSparse } from './sparse';

export interface WasmOptions {
  /** Bytes that computations may take, to which the module's memory may grow; at most 4 GiB can be addressed. */
  memory?: number;
  /** Further threads for large work. */
  threads?: ThreadSupply;
}

/** @param bytes the compiled module; the caller knows where it stands */
export function createWasmBackend(
  bytes: Uint8Array,
  { memory = DEFAULT_MEMORY, threads }: WasmOptions = {},
): Float64Backend {
  const runner = createRunner(bytes, memory, threads);
  const { heap } = runner;
  const idle = heap.used;
  const multiply: Float64Backend['multiply'] = (a, b, m, k, n, transpose = {}) => {
    expectLength('A', a, m * k);
    expectLength('B', b, k * n);
    return borrow(heap, (take) => {
      const left = take(m * k);
      heap.floats(left, m * k).set(a);
      const right = take(k * n);
      heap.floats(right, k * n).set(b);
      const out = take(m * n);
      heap.floats(out, m * n).fill(0);
      const leftOperand: Operand = transpose.a ? [left, 1, m] : [left, k, 1];
      const rightOperand: Operand = transpose.b ? [right, 1, k] : [right, n, 1];
      const steps = multiplySteps(runner, m, n, k, 1, leftOperand, rightOperand, [out, n]);
      while (!steps.next().done);
      return heap.floats(out, m * n).slice();
    });
  };

  return {
    name: 'wasm',
    version: '1',
    memory,
    held: () => heap.used - idle,
    place(matrix) {
      expectMatrix(matrix);
      return matrix.kind === 'dense' ? placeDense(runner, matrix) : placeSparse(runner, matrix);
    },
    cholesky: (a, n, work) => factorCholesky(runner, a, n, work),
    multiply,
    symmetricEigen: (a, n, work) => decomposeSymmetric(runner, a, n, multiply, work),
    dispose: runner.dispose,
  };
}
