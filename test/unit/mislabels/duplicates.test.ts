import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findDuplicates } from '../../../extension/core/mislabels/duplicates';
import type { TableColumn } from '../../../extension/core/tables/types';

const cells = fc.record({
  number: fc.constantFrom(0, -0, 1, 1.5, NaN, Number.MIN_VALUE),
  category: fc.constantFrom(-1, 0, 1),
  text: fc.constantFrom(-1, 0, 1, 2),
  pixels: fc.tuple(fc.constantFrom(0, 0.5), fc.constantFrom(0, 0.25)),
  label: fc.constantFrom(0, 1),
});

/** What a user would call the same cells. */
const shown = (row: { number: number; category: number; text: number; pixels: number[] }): string =>
  [Number.isNaN(row.number) ? '' : String(row.number), row.category, row.text, ...row.pixels].join('|');

describe('duplicates', () => {
  it('are the rows that hold the same cells, the label and identifiers apart', () => {
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 40 }), fc.nat(12), (records, more) => {
        const columns: TableColumn[] = [
          { name: 'id', kind: 'identifier' },
          // Columns that tell little come before those that tell rows apart.
          ...Array.from({ length: more }, (_, j): TableColumn => ({
            name: `number ${j}`,
            kind: 'numeric',
            values: Float64Array.from(records, (r) => (j === 0 ? r.number : 0)),
          })),
          { name: 'number', kind: 'numeric', values: Float64Array.from(records, (r) => r.number) },
          {
            name: 'category',
            kind: 'categorical',
            codes: Int32Array.from(records, (r) => r.category),
            categories: ['a', 'b'],
          },
          {
            name: 'text',
            kind: 'text',
            codes: Int32Array.from(records, (r) => r.text),
            texts: { count: 3, bytes: new Uint8Array(3), ends: Float64Array.of(1, 2, 3) },
          },
          {
            name: 'image',
            kind: 'image',
            shape: [1, 2, 1],
            values: Float32Array.from(records.flatMap((r) => r.pixels)),
          },
          {
            name: 'label',
            kind: 'categorical',
            codes: Int32Array.from(records, (r) => r.label),
            categories: ['n', 'y'],
          },
        ];
        // Every other record only: the rest is held out.
        const rows = Int32Array.from(records.keys()).filter((row) => row % 2 === 0);
        const labels = rows.map((row) => records[row]!.label);
        const { group, conflicting } = findDuplicates(columns, 'label', rows, labels);
        const keys = Array.from(rows, (row) => shown(records[row]!));
        keys.forEach((key, i) => {
          const same = [...keys.keys()].filter((j) => keys[j] === key);
          assert.equal(group[i]! >= 0, same.length > 1);
          for (const j of keys.keys())
            if (i !== j) assert.equal(group[i]! >= 0 && group[i] === group[j], keys[j] === key);
          assert.equal(
            conflicting[i] === 1,
            same.some((j) => labels[j] !== labels[i]),
          );
        });
        const numbers = [...new Set(group.filter((number) => number >= 0))];
        assert.deepEqual(numbers, [...numbers.keys()], 'numbered by first row, without gaps');
      }),
    );
  });

  it('are numbered by their first row, also where late columns tell them apart', () => {
    const numeric = (name: string, values: number[]): TableColumn => ({
      name,
      kind: 'numeric',
      values: Float64Array.from(values),
    });
    const columns = [
      numeric('first', [0, 1, 0, 1, 0]),
      ...Array.from({ length: 10 }, (_, j) => numeric(`same ${j}`, [7, 7, 7, 7, 7])),
      numeric('last', [1, 2, 3, 2, 3]),
    ];
    const rows = Int32Array.of(0, 1, 2, 3, 4);
    const { group, conflicting } = findDuplicates(columns, 'label', rows, Int32Array.of(0, 0, 0, 0, 1));
    assert.deepEqual([...group], [-1, 0, 1, 0, 1]);
    assert.deepEqual([...conflicting], [0, 0, 1, 0, 1]);
  });
});
