/** Changing the label field of one record, and not a byte besides. */
import { LensError } from '../../contract/errors';
import { isUtf8 } from '../tables/encoding';
import type { RecordField } from '../tables/record';
import { splitRecord } from '../tables/record';
import type { FileLayout } from '../tables/types';
import { decodeText, encodeText } from './encode';
import { spellLabel } from './spelling';

export interface FieldEdit {
  /** The label that stands there now. */
  from: string;
  /** Byte range [start, end) in the record. */
  start: number;
  end: number;
  replacement: Uint8Array;
  /** The whole record with the edit done. */
  after: Uint8Array;
  /** The same range in UTF-16 code units of the record's text, as an editor counts. */
  text: { from: number; to: number; replacement: string };
}

/**
 * Plans the change of column `label` of a record to the label `to`. The field keeps its quotes and the blanks round it.
 *
 * Throws a `data` error when the record has no such field, when the field is damaged or holds an object, and when the file's encoding cannot
 * write the label.
 */
export function planLabelEdit(record: Uint8Array, layout: FileLayout, label: string, to: string): FieldEdit {
  const fields = splitRecord(record, layout);
  const field = fields.find(({ name }) => name === label);
  if (to.trim() === '')
    throw new LensError('data', 'A label cannot be empty.', { hint: 'Give the label to write.' });
  if (field === undefined || field.end === 0) {
    throw new LensError('data', `This record has no field "${label}".`, {
      hint: 'Add the field to the record by hand.',
    });
  }
  if (layout.encoding === 'utf-8' && !isUtf8(record, 0, record.length) && !/^[\x20-\x7e]*$/.test(to)) {
    throw new LensError(
      'data',
      `The record is not written in UTF-8, so that "${to}" cannot be written into it safely.`,
      {
        hint: 'Save the file as UTF-8 first.',
      },
    );
  }
  const range = withoutBlanks(record, field, layout);
  const raw = decodeText(record.subarray(range.start, range.end), layout.encoding);
  refuseDamaged(raw, field, layout);

  const spelled = spellLabel(to, { quoted: field.quoted, raw }, layout.format, layout.delimiter);
  const replacement = encodeText(spelled, layout.encoding);
  const after = spliced(record, range.start, range.end, replacement);
  confirm(fields, splitRecord(after, layout), label, to);
  const before = decodeText(record.subarray(0, range.start), layout.encoding).length;
  return {
    from: labelText(field),
    ...range,
    replacement,
    after,
    text: { from: before, to: before + raw.length, replacement: spelled },
  };
}

/** Bytes [start, end) of `bytes` replaced. */
export function spliced(bytes: Uint8Array, start: number, end: number, replacement: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length - (end - start) + replacement.length);
  out.set(bytes.subarray(0, start));
  out.set(replacement, start);
  out.set(bytes.subarray(end), start + replacement.length);
  return out;
}

/** A field read as a label: blanks count only between quotes. */
function labelText(field: RecordField): string {
  return field.quoted ? field.text : field.text.trim();
}

/** Blanks round an unquoted label are not part of it and stay. */
function withoutBlanks(
  record: Uint8Array,
  field: RecordField,
  layout: FileLayout,
): { start: number; end: number } {
  if (field.quoted) return { start: field.start, end: field.end };
  const text = decodeText(record.subarray(field.start, field.end), layout.encoding);
  const size = layout.encoding === 'utf-8' ? 1 : 2;
  const lead = text.length - text.trimStart().length;
  const trail = text.trim() === '' ? 0 : text.length - text.trimEnd().length;
  const blanks = (piece: string): number =>
    size === 2 ? 2 * piece.length : encodeText(piece, 'utf-8').length;
  return {
    start: field.start + blanks(text.slice(0, text.trim() === '' ? 0 : lead)),
    end: field.end - blanks(text.slice(text.length - trail)),
  };
}

function refuseDamaged(raw: string, field: RecordField, layout: FileLayout): void {
  const nested = layout.format === 'jsonl' && /^[{[]/.test(raw) && !field.quoted;
  const broken = layout.format !== 'jsonl' && !field.quoted && raw !== field.text.trim();
  if (!nested && !broken) return;
  throw new LensError(
    'data',
    nested ? 'The label is an object or a list.' : 'Text follows the closing quote of the label.',
    {
      hint: 'Mend the record by hand, then fix its label.',
    },
  );
}

/** Reads the edited record back: the label is the new one, and every other field is what it was. */
function confirm(before: RecordField[], after: RecordField[], label: string, to: string): void {
  const same =
    before.length === after.length &&
    before.every((field, i) =>
      field.name === label ? labelText(after[i]) === to : after[i].text === field.text,
    );
  if (!same) {
    throw new LensError(
      'data',
      `The label "${to}" cannot be written into this record without changing its other fields.`,
      {
        hint: 'Change the label by hand.',
      },
    );
  }
}
