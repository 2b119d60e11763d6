import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scrollSpace, visibleRows } from '../../../webview/data/scrolling';

const place = fc.record({
  rows: fc.integer({ min: 1, max: 5_000_000 }),
  rowHeight: fc.integer({ min: 20, max: 60 }),
  viewport: fc.integer({ min: 50, max: 2000 }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('scrolling', () => {
  it('never lays out more than the limit, and reaches both ends', () => {
    fc.assert(
      fc.property(place, ({ rows, rowHeight, viewport }) => {
        const space = scrollSpace(rows, rowHeight, viewport);
        assert.ok(space.height <= 8_000_000);
        assert.equal(space.compressed, rows * rowHeight > 8_000_000);
        assert.equal(space.toVirtual(0), 0);
        const bottom = Math.max(0, space.height - viewport);
        const last = Math.max(0, rows * rowHeight - viewport);
        assert.ok(Math.abs(space.toVirtual(bottom) - last) < 1e-3);
        const { end } = visibleRows(space.clamp(Infinity), viewport, rowHeight, rows, 0);
        assert.equal(end, rows);
      }),
    );
  });

  it('maps there and back', () => {
    fc.assert(
      fc.property(place, ({ rows, rowHeight, viewport, at }) => {
        const space = scrollSpace(rows, rowHeight, viewport);
        const top = space.clamp(at * rows * rowHeight);
        assert.ok(Math.abs(space.toVirtual(space.toPhysical(top)) - top) < 1e-3);
      }),
    );
  });

  it('is one to one below the limit', () => {
    const space = scrollSpace(100_000, 46, 700);
    assert.equal(space.height, 4_600_000);
    assert.equal(space.toVirtual(1234.5), 1234.5);
    assert.equal(space.toPhysical(1234.5), 1234.5);
  });

  it('covers the screen with rows that exist', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 8 }), ({ rows, rowHeight, viewport, at }, overscan) => {
        const space = scrollSpace(rows, rowHeight, viewport);
        const top = space.clamp(at * rows * rowHeight);
        const { first, end } = visibleRows(top, viewport, rowHeight, rows, overscan);
        assert.ok(first >= 0 && end <= rows && first <= end);
        assert.ok(first * rowHeight <= top);
        assert.ok(end * rowHeight >= Math.min(rows * rowHeight, top + viewport));
        assert.ok(end - first <= Math.ceil(viewport / rowHeight) + 1 + 2 * overscan);
      }),
    );
  });

  it('has no rows of an empty list', () => {
    const space = scrollSpace(0, 28, 400);
    assert.equal(space.height, 0);
    assert.deepEqual(visibleRows(space.clamp(50), 400, 28, 0, 4), { first: 0, end: 0 });
  });
});
