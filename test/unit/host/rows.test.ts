import assert from 'node:assert/strict';
import { columnText } from '../../../extension/host/editor/columnText';
import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatPercent,
  plural,
  shorten,
} from '../../../extension/host/editor/format';
import { lensRows, MOST_ROWS, ranksOf, TOP_ROWS } from '../../../extension/host/editor/lensChoice';
import { createRowMap } from '../../../extension/host/editor/rowMap';
import { code } from '../../../extension/host/editor/rowInfo';

describe('the row on a line', () => {
  const map = createRowMap([
    { set: 'train', row: Int32Array.of(0, 2, 3), line: Int32Array.of(2, 6, 9) },
    { set: 'test', row: Int32Array.of(1, 4), line: Int32Array.of(3, 10) },
  ]);
  const at = (line: number) => {
    const row = map.at(line);
    return row && [row.set, row.row];
  };
  it('is none above the first', () => assert.equal(map.at(1), undefined));
  it('is the one that covers it, over embedded line breaks and both sets', () => {
    assert.deepEqual([2, 3, 5, 6, 8, 9, 10, 999].map(at), [
      ['train', 0],
      ['test', 1],
      ['test', 1],
      ['train', 2],
      ['train', 2],
      ['train', 3],
      ['test', 4],
      ['test', 4],
    ]);
  });
  it('knows where the next begins', () => {
    assert.equal(map.at(4)?.nextLine, 6);
    assert.equal(map.at(10)?.nextLine, undefined);
  });
});

describe('rows with a lens', () => {
  const order = (n: number) => Int32Array.from({ length: n }, (_, i) => n - 1 - i);
  it('are all of a small file and the top of a large one', () => {
    assert.equal(lensRows(order(150), 'auto').length, 150);
    assert.deepEqual([...lensRows(order(50_000), 'auto')], [...order(50_000).subarray(0, TOP_ROWS)]);
    assert.equal(lensRows(order(150), 'top').length, 150);
    assert.equal(lensRows(order(455), 'auto').length, 200);
    assert.equal(lensRows(order(5), 'top').length, 5);
    assert.equal(lensRows(order(50_000), 'all').length, MOST_ROWS);
    assert.equal(lensRows(order(10), 'off').length, 0);
  });
  it('have the rank of their place', () => {
    assert.deepEqual([...ranksOf(Int32Array.of(2, 0, 1))], [2, 3, 1]);
  });
});

describe('numbers and words', () => {
  it('have three significant digits', () => {
    assert.deepEqual(
      [31.2345, 0.06861, 4.1e-9, 0, -2.5, 1234567, NaN].map((value) => formatNumber(value)),
      ['31.2', '0.0686', '4.1e−9', '0', '−2.5', '1.2e6', '–'],
    );
  });
  it('never claim certainty', () => {
    assert.deepEqual([0.979, 0.99999, 1, 0.0000001, 0, 0.5].map(formatPercent), [
      '97.9 %',
      '> 99.9 %',
      '100 %',
      '< 0.1 %',
      '0 %',
      '50 %',
    ]);
  });
  it('read well', () => {
    assert.deepEqual(
      [plural(1, 'row'), plural(1203, 'row'), formatDuration(400), formatDuration(150_000)],
      ['1 row', '1,203 rows', '1 s', '3 min'],
    );
    assert.deepEqual(
      [formatBytes(1), formatBytes(1400), formatBytes(12_345_678)],
      ['1 byte', '1.4 kB', '12.3 MB'],
    );
    assert.equal(shorten('  a\n b   c ', 4), 'a b…');
  });
  it('fill a column of one width, marked when stale, without digits that tell nothing', () => {
    const text = (value: number, stale = false) => columnText({ value, largest: 300, stale });
    const shown = [text(2.13), text(0.0686, true), text(3e-8), text(104.3), columnText(undefined)];
    assert.equal(new Set(shown.map(({ length }) => length)).size, 1);
    assert.deepEqual(
      shown.map((cell) => cell.replace(/^\u00a0+/, '')),
      ['2.1', '0.069?', '≈0', '104', ''],
    );
    assert.match(columnText({ value: 3.64e-7, largest: 5e-7, stale: true }), /3\.6e−7\?$/);
  });
  it('of the data are shown as they are in Markdown', () => {
    assert.equal(code('spam'), '`spam`');
    assert.equal(code('a`b``c'), '``` a`b``c ```');
  });
});
