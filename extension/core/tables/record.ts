/** One record on its own: its fields with their place in its bytes, to show them or to change one and leave all else as it is. */
import { utf16Length, utf16ToUtf8 } from './encoding';
import { createFields, ESCAPED, FAILED, fieldText, PLAIN } from './fields';
import { LensError } from '../../contract/errors';
import { formatNamed } from './registry';
import type { FileLayout } from './types';

export interface RecordField {
  /** The column; absent for fields beyond the last one that the header names. */
  name?: string;
  /** Byte range in the record, without quotes. Empty at the record's start for a key that a JSON record does not have. */
  start: number;
  end: number;
  /** It stands between quotes, which are just outside of the range. */
  quoted: boolean;
  /** As in the file, unquoted and unescaped. */
  text: string;
}

function asUtf8(record: Uint8Array, layout: FileLayout): Uint8Array {
  if (layout.encoding === 'utf-8') return record;
  const out = new Uint8Array(2 * record.length);
  const { written } = utf16ToUtf8(record, 0, record.length, layout.encoding === 'utf-16be', true, out, 0);
  return out.subarray(0, written);
}

/**
 * The fields of one record, given its own bytes (without the line end), in the order of the file's columns. Throws a `data` error
 * when the bytes are not one record of that layout.
 */
export function splitRecord(record: Uint8Array, layout: FileLayout): RecordField[] {
  const bytes = asUtf8(record, layout);
  const names = [...layout.names];
  const fields = createFields(Math.max(1, names.length));
  const split = formatNamed(layout.format).split({ ...layout, names });
  const next = split(bytes, 0, bytes.length, true, fields);
  if (next === FAILED) throw new LensError('data', fields.failure!.message, { hint: fields.failure!.hint });
  if (next !== bytes.length || fields.recordEnd !== bytes.length) {
    throw new LensError('data', 'These bytes hold more than one record.');
  }
  const place = (p: number): number => (layout.encoding === 'utf-8' ? p : utf16Length(bytes, 0, p));
  return Array.from({ length: fields.count }, (_, i) => ({
    name: names[i],
    start: place(fields.start[i]),
    end: place(fields.end[i]),
    quoted: fields.form[i] > PLAIN && fields.form[i] <= ESCAPED && bytes[fields.start[i] - 1] === 0x22,
    text: fieldText(bytes, fields, i),
  }));
}
