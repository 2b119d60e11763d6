/** The compiled kernels, their arguments by name, and the running of them. */
import { LensError } from '../../../contract/errors';
import { createHeap, type Heap } from './heap';

/** Addresses and counts, as `assembly/` documents them; the `space` that some kernels take last is supplied by the runner. */
export interface KernelArguments {
  gemm: [
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: number,
    aRow: number,
    aCol: number,
    b: number,
    bRow: number,
    bCol: number,
    c: number,
    cRow: number,
    weights: number,
    part: number,
    shift: number,
  ];
  toPanels: [from: number, rows: number, k: number, ld: number, into: number];
  fromPanels: [from: number, rows: number, k: number, ld: number, into: number];
  scoreVector: [x: number, ld: number, first: number, end: number, v: number, out: number];
  spreadVector: [x: number, ld: number, first: number, end: number, r: number, out: number];
  curvatureVector: [x: number, ld: number, first: number, end: number, w: number, v: number, out: number];
  scorePanels: [
    x: number,
    ld: number,
    first: number,
    end: number,
    rows: number,
    v: number,
    k: number,
    out: number,
  ];
  spreadPanels: [
    x: number,
    ld: number,
    first: number,
    end: number,
    rows: number,
    r: number,
    k: number,
    out: number,
  ];
  curvaturePanels: [
    x: number,
    ld: number,
    first: number,
    end: number,
    rows: number,
    kind: number,
    w: number,
    v: number,
    k: number,
    out: number,
  ];
  weighRows: [kind: number, w: number, scores: number, k: number, first: number, end: number];
  rowDots: [
    a: number,
    lda: number,
    b: number,
    ldb: number,
    first: number,
    end: number,
    cols: number,
    out: number,
  ];
  addScaled: [y: number, alpha: number, x: number, n: number];
  sparseScoreVector: [
    indptr: number,
    indices: number,
    values: number,
    first: number,
    end: number,
    v: number,
    out: number,
  ];
  sparseScorePanels: [
    indptr: number,
    indices: number,
    values: number,
    first: number,
    end: number,
    cols: number,
    v: number,
    k: number,
    out: number,
  ];
  sparseGram: [
    indptr: number,
    indices: number,
    values: number,
    indptrT: number,
    indicesT: number,
    valuesT: number,
    w: number,
    first: number,
    end: number,
    out: number,
    ld: number,
  ];
  sparseForms: [
    indptr: number,
    indices: number,
    values: number,
    first: number,
    end: number,
    s: number,
    ld: number,
    out: number,
  ];
  symmetricTimes: [a: number, ld: number, first: number, end: number, n: number, u: number, y: number];
  dot: [x: number, y: number, n: number];
  factorBlock: [a: number, ld: number, n: number];
  solveForward: [l: number, ldl: number, n: number, x: number, ldx: number, k: number];
  solveBackward: [l: number, ldl: number, n: number, x: number, ldx: number, k: number];
  solveRight: [l: number, ldl: number, n: number, x: number, ldx: number, m: number];
  solveForwardVector: [l: number, ld: number, n: number, x: number];
  solveBackwardVector: [l: number, ld: number, n: number, x: number];
}

export type KernelName = keyof KernelArguments;
export type Task = { [N in KernelName]: [kernel: N, ...KernelArguments[N]] }[KernelName];

/** Kernels on one memory. */
export interface Runner {
  readonly heap: Heap;
  /** How many tasks can run at a time. */
  readonly width: number;
  /** Runs tasks that do not depend on one another; returns when all are done. */
  run(tasks: readonly Task[]): void;
  /** Runs one kernel here and gives its result. */
  call<N extends KernelName>(kernel: N, ...args: KernelArguments[N]): number;
}

type Exports = Record<string, (...args: number[]) => number>;

/** @param bytes the compiled module; @param budget most bytes its memory may grow to */
export function createRunner(bytes: Uint8Array, budget: number): Runner {
  let kernels: Exports;
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
  try {
    const module = new WebAssembly.Module(bytes);
    kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
  } catch (cause) {
    throw new LensError('backend', 'The WebAssembly module could not be started.', { cause });
  }
  const heap = createHeap(memory, budget);
  const space = heap.allocate(kernels['spaceBytes']!());
  const execute = (task: Task): number => {
    const [name, ...args] = task;
    return kernels[name]!(...args, space);
  };
  return {
    heap,
    width: 1,
    run: (tasks) => tasks.forEach(execute),
    call: (name, ...args) => kernels[name]!(...args, space),
  };
}

/** Cuts [0, count) into at most `parts` ranges whose borders are multiples of `grain`. */
export function cut(count: number, parts: number, grain: number): [first: number, end: number][] {
  const step = Math.max(grain, Math.ceil(count / parts / grain) * grain);
  const ranges: [number, number][] = [];
  for (let first = 0; first < count; first += step) ranges.push([first, Math.min(count, first + step)]);
  return ranges;
}
