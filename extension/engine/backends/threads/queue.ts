/**
 * A queue of kernel calls in shared memory: one thread fills it, all take from it, none waits for a lock. A ticket names the round
 * and the next task; who moves it on with compare-and-exchange owns that task, so a thread that is late for one round cannot take
 * from the next by mistake.
 */
import { LensError } from '../../../contract/errors';
import type { KernelExports, Task } from '../../../core/linalg/wasm/module';

const ROUND = 0;
const TICKET = 1;
const COUNT = 2;
const DONE = 3;
const FAILED = 4;
/** Size of the kernels' memory during the round. */
const PAGES = 5;
const HEADER_BYTES = 64;

const MOST_TASKS = 1024;
/** Kernel, count of arguments, arguments. */
const SLOT = 24;
/** Rounds in a ticket are told apart by their last 20 bits. */
const INDEX_BITS = 11;
const ROUND_MASK = 0xfffff;
/** An index that is no task: nobody can take from a round that is still being prepared. */
const CLOSED = (1 << INDEX_BITS) - 1;

const PAGE_BYTES = 65536;

/** How long a thread looks for the next round before it sleeps: about as long as waking takes. */
const SPINS = 4000;

export function createQueue(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER_BYTES + MOST_TASKS * SLOT * 8);
}

interface Views {
  head: Int32Array;
  slots: Float64Array;
  /** Kernels by the order of their names, which is the same on all threads. */
  names: readonly string[];
  call: (name: string, args: number[]) => void;
}

/** What a thread runs: its instance of the kernels, the memory that all share, a work space of its own. */
export interface ThreadKernels {
  kernels: KernelExports;
  memory: WebAssembly.Memory;
  space: number;
}

function createViews(queue: SharedArrayBuffer, { kernels, space }: ThreadKernels): Views {
  return {
    head: new Int32Array(queue, 0, HEADER_BYTES / 4),
    slots: new Float64Array(queue, HEADER_BYTES),
    names: Object.keys(kernels).sort(),
    call: (name, args) => void kernels[name]!(...args, space),
  };
}

/** The filling side: runs the tasks together with whoever serves the queue. */
export function createDispatcher(
  queue: SharedArrayBuffer,
  own: ThreadKernels,
): (tasks: readonly Task[]) => void {
  const views = createViews(queue, own);
  const { head, slots, names } = views;
  const numbers = new Map(names.map((name, number) => [name, number]));
  let round = 0;

  const runRound = (tasks: readonly Task[]): void => {
    round = (round + 1) | 0;
    const ticket = (round & ROUND_MASK) << INDEX_BITS;
    Atomics.store(head, TICKET, ticket | CLOSED);
    tasks.forEach(([name, ...args], at) => {
      slots[at * SLOT] = numbers.get(name)!;
      slots[at * SLOT + 1] = args.length;
      slots.set(args, at * SLOT + 2);
    });
    Atomics.store(head, DONE, 0);
    Atomics.store(head, FAILED, 0);
    Atomics.store(head, COUNT, tasks.length);
    Atomics.store(head, PAGES, own.memory.buffer.byteLength / PAGE_BYTES);
    Atomics.store(head, TICKET, ticket);
    Atomics.store(head, ROUND, round);
    Atomics.notify(head, ROUND);
    takeTasks(views, round, () => undefined);
    for (let spin = 0; ; spin++) {
      const done = Atomics.load(head, DONE);
      if (done === tasks.length) break;
      if (spin > SPINS) Atomics.wait(head, DONE, done);
    }
    if (Atomics.load(head, FAILED) !== 0)
      throw new LensError('internal', 'A kernel failed on another thread.');
  };

  return (tasks) => {
    for (let first = 0; first < tasks.length; first += MOST_TASKS)
      runRound(tasks.slice(first, first + MOST_TASKS));
  };
}

/** The serving side: takes tasks round after round, until the thread is ended. */
export function serveQueue(queue: SharedArrayBuffer, own: ThreadKernels): never {
  const views = createViews(queue, own);
  const { head } = views;
  const followGrowth = createFollower(head, own.memory);
  let seen = 0;
  for (;;) {
    for (let spin = 0; spin < SPINS && Atomics.load(head, ROUND) === seen; spin++);
    Atomics.wait(head, ROUND, seen);
    seen = Atomics.load(head, ROUND);
    takeTasks(views, seen, followGrowth);
  }
}

/**
 * Makes this thread see how far another has grown the memory. Engines keep the size per thread and check kernels against it. They
 * pass growth on, but not to a thread that is just taking the memory over as it starts; growing by nothing reads the size anew.
 */
function createFollower(head: Int32Array, memory: WebAssembly.Memory): () => void {
  let known = 0;
  return () => {
    const pages = Atomics.load(head, PAGES);
    if (pages === known) return;
    memory.grow(0);
    known = pages;
  };
}

/** @param prepare called before each task that was taken */
function takeTasks({ head, slots, names, call }: Views, round: number, prepare: () => void): void {
  for (;;) {
    const ticket = Atomics.load(head, TICKET);
    const index = ticket & CLOSED;
    if (ticket >>> INDEX_BITS !== (round & ROUND_MASK) || index >= Atomics.load(head, COUNT)) return;
    if (Atomics.compareExchange(head, TICKET, ticket, ticket + 1) !== ticket) continue;
    const at = index * SLOT;
    try {
      prepare();
      call(names[slots[at]!]!, Array.from(slots.subarray(at + 2, at + 2 + slots[at + 1]!)));
    } catch {
      Atomics.store(head, FAILED, 1);
    }
    Atomics.add(head, DONE, 1);
    Atomics.notify(head, DONE);
  }
}
