import type { CurvatureWeights } from '../types';
import type { Heap } from './heap';
import { cut, type Runner, type Task } from './module';

/** Weights in the module's memory, as the kernels read them. */
export interface WeightsAddress {
  kind: number;
  address: number;
}

/** Blocks (kind 0), or probabilities and a factor row by row (kind 1). */
export function placeWeights(heap: Heap, weights: CurvatureWeights, rows: number, k: number): WeightsAddress {
  if (weights.kind === 'blocks') {
    const address = heap.allocate(rows * k * k * 8);
    heap.floats(address, rows * k * k).set(weights.values);
    return { kind: 0, address };
  }
  const address = heap.allocate(rows * (k + 1) * 8);
  const into = heap.floats(address, rows * (k + 1));
  const { probabilities, factors } = weights;
  for (let i = 0; i < rows; i++) {
    into.set(probabilities.subarray(i * k, (i + 1) * k), i * (k + 1));
    into[i * (k + 1) + k] = factors ? factors[i]! : 1;
  }
  return { kind: 1, address };
}

/** S ← W ∘ S, in place, for scores of rows × k × m. */
export function weighAll(
  runner: Runner,
  { kind, address }: WeightsAddress,
  scores: number,
  rows: number,
  k: number,
  m: number,
): void {
  const ranges = cut(rows, runner.parts(rows * k * m), 1);
  runner.run(ranges.map(([first, end]): Task => ['weighRows', kind, address, scores, k, m, first, end]));
}
