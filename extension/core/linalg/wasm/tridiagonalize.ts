import type { Pacer } from '../../pacing';
import { cutRows, multiplySteps } from './products';
import type { Runner, Task } from './module';

/** Columns after which the rest of the matrix is brought up to date, by products. */
const PANEL = 32;

export interface Tridiagonal {
  diagonal: Float64Array;
  /** beside[j] couples j and j + 1. */
  beside: Float64Array;
  /** Reflector j is I − scales[j]·u·uᵀ. */
  scales: Float64Array;
}

/**
 * Reduces the symmetric matrix whose upper triangle stands at `a` (n × n, stride `ld`). Afterwards row j holds the vector u of
 * reflector j right of the diagonal.
 */
export async function tridiagonalize(
  runner: Runner,
  a: number,
  ld: number,
  n: number,
  pacer: Pacer,
): Promise<Tridiagonal> {
  const { heap } = runner;
  const result = { diagonal: new Float64Array(n), beside: new Float64Array(n), scales: new Float64Array(n) };
  const w = heap.allocate((PANEL + runner.parts(Infinity)) * ld * 8);
  try {
    for (let start = 0; start < n; start += PANEL) {
      const end = Math.min(n, start + PANEL);
      for (let j = start; j < end; j++) reduceColumn(runner, a, ld, n, w, start, j, result);
      const rest = n - end;
      const u = a + (start * ld + end) * 8;
      const target: [number, number] = [a + (end * ld + end) * 8, ld];
      for (const [left, right] of [
        [u, w + end * 8],
        [w + end * 8, u],
      ] as const) {
        const steps = multiplySteps(
          runner,
          rest,
          rest,
          end - start,
          -1,
          [left, 1, ld],
          [right, ld, 1],
          target,
          {
            part: 'upper',
          },
        );
        while (!steps.next().done);
      }
      await pacer.pause({ stage: 'Eigendecomposition', fraction: 0.5 * (1 - (1 - end / n) ** 3) });
    }
  } finally {
    heap.release(w);
  }
  return result;
}

/**
 * Column j of the panel that begins at `start`. The stored matrix still lacks the updates of the panel's earlier reflectors u with
 * their w: A ← A − u·wᵀ − w·uᵀ; they are made good where they are needed. Row t of `w` belongs to reflector start + t.
 */
function reduceColumn(
  runner: Runner,
  a: number,
  ld: number,
  n: number,
  w: number,
  start: number,
  j: number,
  { diagonal, beside, scales }: Tridiagonal,
): void {
  const { heap, call } = runner;
  const earlier = j - start;
  const row = a + j * ld * 8;
  for (let t = 0; t < earlier; t++) {
    const u = a + ((start + t) * ld + j) * 8;
    const v = w + (t * ld + j) * 8;
    call('addScaled', row + j * 8, -heap.floats(u, 1)[0]!, v, n - j);
    call('addScaled', row + j * 8, -heap.floats(v, 1)[0]!, u, n - j);
  }
  diagonal[j] = heap.floats(row + j * 8, 1)[0]!;
  const count = n - j - 1;
  if (count === 0) return;
  const u = row + (j + 1) * 8;
  const y = w + (earlier * ld + j + 1) * 8;
  const reflector = reflect(runner, u, count);
  beside[j] = reflector.beside;
  scales[j] = reflector.scale;
  heap.floats(y, count).fill(0);
  if (reflector.scale === 0) return;

  multiplySymmetric(runner, a + (j + 1) * (ld + 1) * 8, ld, count, u, y, w + PANEL * ld * 8);
  for (let t = 0; t < earlier; t++) {
    const ut = a + ((start + t) * ld + j + 1) * 8;
    const wt = w + (t * ld + j + 1) * 8;
    const alongU = call('dot', ut, u, count);
    call('addScaled', y, -call('dot', wt, u, count), ut, count);
    call('addScaled', y, -alongU, wt, count);
  }
  const image = heap.floats(y, count);
  for (let i = 0; i < count; i++) image[i]! *= reflector.scale;
  call('addScaled', y, (-reflector.scale / 2) * call('dot', y, u, count), u, count);
}

/** Turns the vector at `u` into that of the reflector which leaves only its first entry, with a leading 1. */
function reflect({ heap, call }: Runner, u: number, count: number): { beside: number; scale: number } {
  const x = heap.floats(u, count);
  const head = x[0]!;
  const rest = call('dot', u + 8, u + 8, count - 1);
  if (rest === 0) {
    x.fill(0);
    return { beside: head, scale: 0 };
  }
  const norm = Math.sqrt(head * head + rest);
  const beside = head > 0 ? -norm : norm;
  const pivot = head - beside;
  for (let i = 1; i < count; i++) x[i]! /= pivot;
  x[0] = 1;
  return { beside, scale: (2 * pivot * pivot) / (pivot * pivot + rest) };
}

/** y += A·u; tasks beside the first sum up in arrays of their own, at `partial`. */
function multiplySymmetric(
  runner: Runner,
  a: number,
  ld: number,
  n: number,
  u: number,
  y: number,
  partial: number,
): void {
  const ranges = cutRows(0, n, n, 'upper', runner.parts(n * n));
  const targets = ranges.map((_, at) => (at === 0 ? y : partial + (at - 1) * ld * 8));
  for (const target of targets.slice(1)) runner.heap.floats(target, n).fill(0);
  runner.run(
    ranges.map(([first, end], at): Task => ['symmetricTimes', a, ld, first, end, n, u, targets[at]!]),
  );
  for (const target of targets.slice(1)) runner.call('addScaled', y, 1, target, n);
}
