import type { Kernel } from '../types';
import { computed } from './heap';

/** The backend's own looks every number up by its indices, which takes up to a hundred times as long as copying runs of them. */
export const tile: Kernel = {
  kernel: 'Tile',
  applies: ({ x }) => x.dtype === 'float32' && x.size > 0,
  run: ({ x }, attrs) => {
    const reps = attrs['reps'] as number[];
    return computed(
      x.shape.map((side, axis) => side * reps[axis]),
      [x],
      (out, values) => repeat(out, values as Float32Array, x.shape, reps),
    );
  },
};

/** One axis after the other, from the last on: what it spans is a run of numbers by then. */
function repeat(
  out: Float32Array,
  values: Float32Array,
  shape: readonly number[],
  reps: readonly number[],
): void {
  const first = reps.findIndex((times) => times !== 1);
  if (first < 0) out.set(values);
  let current = values;
  let run = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    run *= shape[axis];
    const times = reps[axis];
    if (times === 1) continue;
    const next = axis === first ? out : new Float32Array(current.length * times);
    for (let from = 0, to = 0; from < current.length; from += run, to += run * times)
      repeatRun(next, to, current, from, run, times);
    current = next;
    run *= times;
  }
}

function repeatRun(
  out: Float32Array,
  to: number,
  values: Float32Array,
  from: number,
  run: number,
  times: number,
): void {
  if (run === 1) {
    out.fill(values[from], to, to + times);
    return;
  }
  const end = to + run * times;
  for (let i = 0; i < run; i++) out[to + i] = values[from + i];
  // What is there doubles each time.
  for (let done = to + run; done < end; done += done - to)
    out.copyWithin(done, to, to + Math.min(done - to, end - done));
}
