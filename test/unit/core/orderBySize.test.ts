import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { orderBySize } from '../../../extension/core/orderBySize';

/** By a comparator, with no packing. */
function expected(values: readonly number[]): number[] {
  return [...values.keys()].sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b);
}

describe('the order of rows by size', () => {
  it('is that of a comparator, for any values', () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, 1e-300, -1e300));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), (values) => {
        deepStrictEqual([...orderBySize(Float64Array.from(values))], expected(values));
      }),
    );
  });

  it('tells values apart that are the same in float32, and leaves equal ones in their order', () => {
    const values = [1, 1 + 2 ** -40, -1, 1 + 2 ** -50, -(1 + 2 ** -40), 1e-60, 2e-60];
    deepStrictEqual([...orderBySize(Float64Array.from(values))], [1, 4, 3, 0, 2, 6, 5]);
  });
});
