/** A look at the first records, to start with the right kind of column. It decides speed only: every value is checked later. */
import type { Cursor } from './cursor';
import { HEAD_BYTES } from './cursor';
import { createFields } from './fields';
import { NotANumber, numberFromField } from './numberColumn';

const SAMPLED_RECORDS = 500;

export interface Sample {
  /** Columns in which every value looked at was a number, one at least. */
  numeric: boolean[];
  /** Records that the file seems to hold. */
  expectedRecords: number;
}

export function sampleRecords(cursor: Cursor): Sample {
  const { window, source } = cursor;
  const fields = createFields();
  const limit = Math.min(window.to, window.from + HEAD_BYTES);
  const numbers: number[] = [];
  const others: number[] = [];
  let from = window.from;
  let count = 0;
  while (count < SAMPLED_RECORDS && from < limit) {
    const next = cursor.split(window.bytes, from, limit, window.final && limit === window.to, fields);
    if (next < 0) break;
    from = next;
    if (fields.blank) continue;
    count++;
    for (let column = 0; column < fields.count; column++) {
      try {
        const value = numberFromField(
          window.bytes,
          fields.start[column],
          fields.end[column],
          fields.form[column],
        );
        if (!Number.isNaN(value)) numbers[column] = (numbers[column] ?? 0) + 1;
      } catch (thrown) {
        if (!(thrown instanceof NotANumber)) throw thrown;
        if (thrown.infinite) numbers[column] = (numbers[column] ?? 0) + 1;
        else others[column] = (others[column] ?? 0) + 1;
      }
    }
  }
  const scale = window.encoding === 'utf-8' ? 1 : 0.5;
  const rate = count / Math.max(1, from - window.from);
  return {
    numeric: Array.from(numbers, (n, column) => (n ?? 0) > 0 && (others[column] ?? 0) === 0),
    expectedRecords: Math.ceil(1.02 * source.size * scale * rate) + 64,
  };
}
