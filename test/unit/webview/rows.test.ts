import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFiltering } from '../../../webview/data/filtering';
import { createOrderings, orderBy, reversed } from '../../../webview/data/ordering';
import {
  NOTHING,
  selectAll,
  selectedInOrder,
  selectOne,
  selectRange,
  toggleRow,
} from '../../../webview/data/selection';
import { filterRows, NO_FILTER, type RowFilter } from '../../../webview/explanation/filter';

const keysOf = fc
  .array(fc.oneof(fc.constantFrom(0, 1, 2, Number.NaN), fc.double()), { maxLength: 60 })
  .map((values) => Float64Array.from(values));
const range = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

/** The same by a plain stable sort of pairs. */
function expected(keys: Float64Array, base: Int32Array, descending: boolean): number[] {
  const present = Array.from(base).filter((position) => !Number.isNaN(keys[position]));
  const absent = Array.from(base).filter((position) => Number.isNaN(keys[position]));
  present.sort((a, b) => (descending ? keys[b] - keys[a] : keys[a] - keys[b]) || 0);
  return [...present, ...absent];
}

describe('order of rows', () => {
  it('sorts both ways, ties in the order of the ranking, NaN last', () => {
    fc.assert(
      fc.property(keysOf, fc.infiniteStream(fc.nat()), (keys, random) => {
        const base = range(keys.length);
        // A ranking that is not the order of the file.
        for (let i = base.length - 1; i > 0; i--) {
          const j = random.next().value % (i + 1);
          [base[i], base[j]] = [base[j], base[i]];
        }
        // −0 and +0 are the same key.
        const clean = keys.map((key) => (key === 0 ? 0 : key));
        const ascending = orderBy(clean, base);
        assert.deepEqual(Array.from(ascending), expected(clean, base, false));
        assert.deepEqual(Array.from(reversed(ascending, clean)), expected(clean, base, true));
      }),
    );
  });

  it('computes an order once, and again when the keys are others', () => {
    let keys = Float64Array.of(3, 1, 2);
    const orderings = createOrderings(range(3), () => keys);
    const first = orderings.sorted({ column: 'a', descending: false });
    assert.deepEqual(Array.from(first), [1, 2, 0]);
    assert.equal(orderings.sorted({ column: 'a', descending: false }), first);
    keys = Float64Array.of(1, 2, 3);
    assert.deepEqual(Array.from(orderings.sorted({ column: 'a', descending: true })), [2, 1, 0]);
  });

  it('falls back to the ranking for a column without keys', () => {
    const base = Int32Array.of(2, 0, 1);
    assert.equal(createOrderings(base, () => undefined).sorted({ column: 'x', descending: true }), base);
  });
});

describe('filters', () => {
  const columns = {
    label: Int32Array.of(0, 1, 0, 1),
    predicted: Int32Array.of(0, 0, 1, 1),
    effect: Float32Array.of(0.5, -0.5, 0, 0.1),
    row: Int32Array.of(10, 11, 12, 13),
  };
  const order = Int32Array.of(3, 1, 0, 2);
  const pass = (filter: Partial<RowFilter>, matches?: Uint8Array) =>
    Array.from(filterRows(order, { ...NO_FILTER, ...filter }, columns, new Set([11, 13]), matches));

  it('keeps the order and lets pass what every filter lets pass', () => {
    assert.deepEqual(pass({}), [3, 1, 0, 2]);
    assert.deepEqual(pass({ label: 0 }), [0, 2]);
    assert.deepEqual(pass({ predicted: 1 }), [3, 2]);
    assert.deepEqual(pass({ effect: 'helpful' }), [3, 0]);
    assert.deepEqual(pass({ effect: 'harmful' }), [1]);
    assert.deepEqual(pass({ disagreeing: true }), [1, 2]);
    assert.deepEqual(pass({ flagged: true }), [3, 1]);
    assert.deepEqual(pass({ text: 'x' }, Uint8Array.of(1, 1, 0, 0)), [1, 0]);
    assert.deepEqual(pass({ text: 'x', flagged: true, label: 1 }, Uint8Array.of(1, 1, 0, 0)), [1]);
  });

  it('knows when none is set', () => {
    assert.equal(isFiltering(NO_FILTER, NO_FILTER), false);
    assert.equal(isFiltering({ ...NO_FILTER, flagged: true }, NO_FILTER), true);
    assert.equal(isFiltering({ ...NO_FILTER, label: 0 }, NO_FILTER), true);
  });
});

describe('selection', () => {
  const shown = Int32Array.of(5, 3, 8, 1);

  it('toggles, extends from the anchor, selects all', () => {
    const one = selectOne(3);
    assert.deepEqual([...toggleRow(one, 8).selected], [3, 8]);
    assert.deepEqual([...toggleRow(one, 3).selected], []);
    const down = selectRange(one, 1, shown);
    assert.deepEqual([...down.selected], [3, 8, 1]);
    const up = selectRange(down, 5, shown);
    assert.deepEqual([...up.selected], [5, 3]);
    assert.equal(up.active, 5);
    assert.equal(selectAll(one, shown).selected.size, 4);
  });

  it('extends from the first row when the anchor is not shown', () => {
    assert.deepEqual([...selectRange(selectOne(99), 8, shown).selected], [5, 3, 8]);
    const one = selectOne(3);
    assert.equal(selectRange(one, 99, shown), one);
  });

  it('gives the selected rows as they are shown, else the active one', () => {
    const selection = { ...selectOne(8), selected: new Set([8, 5, 99]) };
    assert.deepEqual(Array.from(selectedInOrder(selection, shown)), [5, 8]);
    assert.deepEqual(Array.from(selectedInOrder({ ...selectOne(3), selected: new Set() }, shown)), [3]);
    assert.deepEqual(Array.from(selectedInOrder(NOTHING, shown)), []);
  });
});
