import fc from 'fast-check';
import assert from 'node:assert/strict';
import { LensError } from '../../../extension/contract/errors';
import { borrow, createHeap } from '../../../extension/core/linalg/wasm/heap';

const MB = 2 ** 20;

function newHeap(budget: number): ReturnType<typeof createHeap> {
  return createHeap(new WebAssembly.Memory({ initial: 1, maximum: 65536 }), budget);
}

function isMemoryError(error: unknown): boolean {
  return error instanceof LensError && error.code === 'memory' && /MB/.test(error.message);
}

describe('the heap of the WebAssembly module', () => {
  it('never hands out the same place twice, in any order of taking and giving back', () => {
    const sizes = fc.array(fc.record({ bytes: fc.integer({ min: 0, max: 5000 }), drop: fc.nat(9) }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(sizes, (steps) => {
        const heap = newHeap(4 * MB);
        const held: { address: number; length: number; mark: number }[] = [];
        steps.forEach(({ bytes, drop }, mark) => {
          const length = Math.floor(bytes / 8);
          const address = heap.allocate(bytes);
          heap.floats(address, length).fill(mark);
          held.push({ address, length, mark });
          if (drop < held.length && drop % 2 === 0) heap.release(held.splice(drop, 1)[0]!.address);
          for (const one of held)
            assert.ok(heap.floats(one.address, one.length).every((value) => value === one.mark));
        });
        for (const one of held) heap.release(one.address);
        assert.equal(heap.used, 0);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('joins what is given back, so that a full heap can be filled again in one piece', () => {
    const heap = newHeap(8 * MB);
    const pieces = Array.from({ length: 7 }, () => heap.allocate(MB));
    assert.throws(() => heap.allocate(2 * MB), isMemoryError);
    for (const at of [1, 5, 3, 0, 2, 6, 4]) heap.release(pieces[at]!);
    heap.release(heap.allocate(7.5 * MB));
    assert.equal(heap.used, 0);
  });

  it('refuses with what is needed and what is in use, and stays usable', () => {
    const heap = newHeap(4 * MB);
    const first = heap.allocate(3 * MB);
    assert.throws(() => heap.allocate(2 * MB), /needs 2 MB more memory; 3 MB of at most 4 MB/);
    heap.release(first);
    heap.release(heap.allocate(3.5 * MB));
  });

  it('never reaches past what 32 bits address, whatever the budget', () => {
    const heap = newHeap(64 * 2 ** 30);
    assert.throws(() => heap.allocate(2 ** 32), isMemoryError);
    assert.throws(() => heap.allocate(Infinity), isMemoryError);
  });

  it('gives back what a failed call had taken', () => {
    const heap = newHeap(2 * MB);
    assert.throws(
      () =>
        borrow(heap, (take) => {
          take(1000);
          take(MB);
        }),
      isMemoryError,
    );
    assert.equal(heap.used, 0);
    assert.throws(() => heap.release(64), /Nothing is held/);
  });
});
