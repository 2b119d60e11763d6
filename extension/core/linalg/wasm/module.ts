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
    m: number,
    out: number,
  ];
  weighRows: [kind: number, w: number, scores: number, k: number, m: number, first: number, end: number];
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
  /** Into how many tasks to cut work of so many multiplications: 1 when waking other threads would cost more. */
  parts(multiplications: number): number;
  /** Runs tasks that do not depend on one another; returns when all are done. */
  run(tasks: readonly Task[]): void;
  /** Runs one kernel here and gives its result. */
  call<N extends KernelName>(kernel: N, ...args: KernelArguments[N]): number;
  dispose(): void;
}

/** Further threads that run kernels on the same memory. */
export interface ThreadTeam {
  /** Runs all tasks on the team and on this thread; returns when they are done. */
  run(tasks: readonly Task[]): void;
  dispose(): void;
}

/** What a team needs to know: the module, its memory, and a work space for each thread, that of the caller first. */
export interface TeamSetup {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  spaces: readonly number[];
}

/** Threads as the surroundings can supply them. */
export interface ThreadSupply {
  /** Threads that work together, the calling one included. */
  width: number;
  /** Multiplications below which one thread is done before another has woken up. */
  worthSharing: number;
  start(setup: TeamSetup): ThreadTeam;
}

export type KernelExports = Readonly<Record<string, (...args: number[]) => number>>;

/**
 * @param bytes the compiled module
 * @param budget most bytes its memory may grow to
 * @param threads joined when the first work that is large enough comes up
 */
export function createRunner(bytes: Uint8Array, budget: number, threads?: ThreadSupply): Runner {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
  const { module, kernels } = instantiate(bytes, memory);
  const heap = createHeap(memory, budget);
  const spaceBytes = kernels['spaceBytes']!();
  const spaces = Array.from({ length: threads?.width ?? 1 }, () => heap.allocate(spaceBytes));
  const space = spaces[0]!;
  let team: ThreadTeam | undefined;

  const call = (name: KernelName, ...args: number[]): number => kernels[name]!(...args, space);
  return {
    heap,
    parts: (multiplications) => (threads && multiplications >= threads.worthSharing ? threads.width : 1),
    run(tasks) {
      if (tasks.length > 1 && threads) {
        team ??= threads.start({ module, memory, spaces });
        team.run(tasks);
      } else for (const [name, ...args] of tasks) call(name, ...args);
    },
    call,
    dispose: () => team?.dispose(),
  };
}

/** Throws a `backend` error when the module cannot run here. */
function instantiate(
  bytes: Uint8Array,
  memory: WebAssembly.Memory,
): { module: WebAssembly.Module; kernels: KernelExports } {
  try {
    const module = new WebAssembly.Module(bytes);
    return {
      module,
      kernels: new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports,
    };
  } catch (cause) {
    throw new LensError('backend', 'The WebAssembly module could not be started.', { cause });
  }
}

/** Cuts [0, count) into at most `parts` ranges whose borders are multiples of `grain`. */
export function cut(count: number, parts: number, grain: number): [first: number, end: number][] {
  const step = Math.max(grain, Math.ceil(count / parts / grain) * grain);
  const ranges: [number, number][] = [];
  for (let first = 0; first < count; first += step) ranges.push([first, Math.min(count, first + step)]);
  return ranges;
}
