/** Memory of the WebAssembly module: who holds which part, how far it may grow, and views on it. */
import { LensError } from '../../../contract/errors';

const PAGE = 65536;
const ALIGNMENT = 64;
/** Addresses are 32 bits wide; the last page stays free so that no end of an array wraps around to 0. */
const ADDRESSABLE = 2 ** 32 - PAGE;

export interface Heap {
  /** Room for so many bytes, not cleared. Throws a `memory` error when the budget does not allow it. */
  allocate(bytes: number): number;
  release(address: number): void;
  /** Views are valid until the next `allocate`. */
  floats(address: number, length: number): Float64Array;
  integers(address: number, length: number): Int32Array;
  /** Bytes handed out and not released. */
  readonly used: number;
}

interface Span {
  start: number;
  size: number;
}

/** @param budget most bytes that the memory may grow to; what lies past 4 GiB cannot be addressed */
export function createHeap(memory: WebAssembly.Memory, budget: number): Heap {
  const limit = Math.min(budget, ADDRESSABLE);
  const held = new Map<number, number>();
  /** Ascending, no two adjacent; everything from `top` on is free as well. */
  const gaps: Span[] = [];
  let top = ALIGNMENT;
  let used = 0;

  const extend = (size: number, bytes: number): number => {
    const last = gaps.at(-1);
    const start = last && last.start + last.size === top ? gaps.pop()!.start : top;
    const end = start + size;
    const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE);
    if (end > limit || (missing > 0 && !grow(memory, missing))) {
      if (start !== top) gaps.push({ start, size: top - start });
      throw outOfMemory(bytes, used, limit);
    }
    top = end;
    return start;
  };

  return {
    allocate(bytes) {
      const size = Math.max(1, Math.ceil(bytes / ALIGNMENT)) * ALIGNMENT;
      const at = gaps.findIndex((gap) => gap.size >= size);
      let start: number;
      if (at < 0) start = extend(size, bytes);
      else {
        const gap = gaps[at]!;
        start = gap.start;
        if (gap.size === size) gaps.splice(at, 1);
        else gaps[at] = { start: start + size, size: gap.size - size };
      }
      held.set(start, size);
      used += size;
      return start;
    },
    release(address) {
      const size = held.get(address);
      if (size === undefined) throw new LensError('internal', `Nothing is held at address ${address}.`);
      held.delete(address);
      used -= size;
      insertGap(gaps, { start: address, size });
    },
    floats: (address, length) => new Float64Array(memory.buffer, address, length),
    integers: (address, length) => new Int32Array(memory.buffer, address, length),
    get used() {
      return used;
    },
  };
}

/** Takes memory for the time of one call: everything taken is given back, whatever happens. */
export function borrow<T>(heap: Heap, use: (takeFloats: (length: number) => number) => T): T {
  const taken: number[] = [];
  try {
    return use((length) => {
      const address = heap.allocate(length * 8);
      taken.push(address);
      return address;
    });
  } finally {
    for (const address of taken) heap.release(address);
  }
}

function grow(memory: WebAssembly.Memory, pages: number): boolean {
  try {
    memory.grow(pages);
    return true;
  } catch {
    return false;
  }
}

function insertGap(gaps: Span[], gap: Span): void {
  let at = gaps.findIndex((other) => other.start > gap.start);
  if (at < 0) at = gaps.length;
  const before = gaps[at - 1];
  const after = gaps[at];
  const joinsBefore = before !== undefined && before.start + before.size === gap.start;
  const joinsAfter = after !== undefined && gap.start + gap.size === after.start;
  if (joinsBefore && joinsAfter) {
    before.size += gap.size + after.size;
    gaps.splice(at, 1);
  } else if (joinsBefore) before.size += gap.size;
  else if (joinsAfter) gaps[at] = { start: gap.start, size: gap.size + after.size };
  else gaps.splice(at, 0, gap);
}

function outOfMemory(bytes: number, used: number, limit: number): LensError {
  const mb = (value: number): string => `${Math.ceil(value / 2 ** 20)} MB`;
  return new LensError(
    'memory',
    `This step needs ${mb(bytes)} more memory; ${mb(used)} of at most ${mb(limit)} are in use.`,
    {
      hint: 'Allow more by the setting influence.memory (--memory), or use fewer features or rows, or the "cg" solver.',
    },
  );
}
