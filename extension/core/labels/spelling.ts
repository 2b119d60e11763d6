/** How a label is written into a field so that it reads back as itself and the field keeps its form. */
import type { LineFormat } from '../tables/types';

/** A field that a label goes into: what stands between its quotes, if it has any. */
export interface FieldForm {
  quoted: boolean;
  /** The field as written. */
  raw: string;
}

type Spelling = (label: string, field: FieldForm, delimiter: string) => string;

/** Doubles quotes in a quoted field; puts quotes round a plain one only where the label would not survive without. */
const delimited: Spelling = (label, { quoted }, delimiter) => {
  const doubled = label.replaceAll('"', '""');
  if (quoted) return doubled;
  const plain =
    !label.startsWith('"') && label === label.trim() && !/[\r\n]/.test(label) && !label.includes(delimiter);
  return plain ? label : `"${doubled}"`;
};

/** A bare number, true or false stays bare while the new label is one too. */
const json: Spelling = (label, { quoted }) => {
  if (quoted) return JSON.stringify(label).slice(1, -1);
  const bare = /^(true|false|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(label);
  return bare ? label : JSON.stringify(label);
};

const SPELLINGS: Record<LineFormat, Spelling> = { csv: delimited, tsv: delimited, jsonl: json };

export function spellLabel(label: string, field: FieldForm, format: LineFormat, delimiter = ','): string {
  return SPELLINGS[format](label, field, format === 'tsv' ? '\t' : delimiter);
}
