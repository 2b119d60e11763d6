/** Which tables are pictures, row by row. */
import assert from 'node:assert/strict';
import { pictureOf } from '../../../extension/core/features/picture';
import type { FeaturePlan } from '../../../extension/core/features/types';
import type { TableColumn } from '../../../extension/core/tables/types';

const ROWS = Int32Array.of(0, 1);

function picture(names: string[], value: (column: number) => number) {
  const columns = names.map((name, j): TableColumn => ({
    name,
    kind: 'numeric',
    values: Float64Array.of(0, value(j)),
  }));
  const plan: FeaturePlan = {
    columns: names.map((column) => ({ kind: 'numeric', column, features: 1, center: 0, scale: 1, fill: 0 })),
    features: names.length,
    sparse: false,
  };
  return pictureOf(plan, columns, ROWS);
}

const grid = (name: (row: number, column: number) => string, height = 6, width = 8) =>
  Array.from({ length: height * width }, (_, j) => name(Math.floor(j / width), j % width));

describe('columns that are pixels', () => {
  it('are known by the places in their names, in any order and of any range', () => {
    for (const name of [
      (row: number, column: number) => `p${row}_${column}`,
      (row: number, column: number) => `${row + 1}x${column + 1}`,
      (row: number, column: number) => `pixel_${row}_${column}`,
    ]) {
      const found = picture(grid(name).reverse(), (j) => j - 12.5);
      assert.deepEqual([found?.height, found?.width, found?.column], [6, 8, undefined]);
      assert.deepEqual(
        [...found!.pixels],
        Array.from({ length: 48 }, (_, j) => 47 - j),
      );
      assert.deepEqual(found!.range, [-12.5, 34.5]);
    }
  });

  it('are known by counting names where their values are those of pixels', () => {
    const names = Array.from({ length: 49 }, (_, j) => `pixel${j}`);
    const bytes = picture(names, (j) => 5 * j);
    assert.deepEqual([bytes?.height, bytes?.width, bytes?.range], [7, 7, [0, 240]]);
    assert.equal(picture(names, (j) => j / 48)?.width, 7);
    assert.equal(
      picture(names, (j) => 1.5 * j),
      undefined,
      'fractions over 1',
    );
    assert.equal(
      picture(names, (j) => 10 * j),
      undefined,
      'over 255',
    );
    assert.equal(
      picture(names, (j) => j - 1),
      undefined,
      'below 0',
    );
    assert.equal(
      picture([...names.slice(1), 'pixel50'], (j) => j),
      undefined,
      'one is left out',
    );
    assert.equal(
      picture([...names.slice(1), 'other'], (j) => j),
      undefined,
      'another name',
    );
  });

  it('are not seen in a grid with a hole, in few columns, nor where all is the same', () => {
    const names = grid((row, column) => `p${row}_${column}`);
    assert.equal(
      picture([...names.slice(1), 'p9_9'], (j) => j),
      undefined,
    );
    assert.equal(
      picture(
        grid((row, column) => `p${row}_${column}`, 5, 5),
        (j) => j,
      ),
      undefined,
    );
    assert.equal(
      picture(names, () => 0),
      undefined,
    );
  });
});
