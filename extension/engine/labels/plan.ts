/** Planning edits of labels in a data file: each record found by its content, each edit exact. */
import { stat } from 'node:fs/promises';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { LabelEdit, PlannedLabelEdit } from '../../contract/review';
import { planLabelEdit } from '../../core/labels/edit';
import { contentHash } from '../../core/tables/hash';
import { readTable } from '../../core/tables/read';
import { isBinaryTable } from '../../core/tables/registry';
import { relocate } from '../../core/tables/relocate';
import type { ByteSource, LineTable } from '../../core/tables/types';
import { openFile } from '../source';

/** A file of records and where each stands. */
export interface OpenedFile {
  source: ByteSource;
  table: LineTable;
}

/** Throws a `usage` error where a label is no field that can be rewritten: the folder that a file lies in, or a cell of a binary table. */
export async function refuseWithoutFields(trainFile: string): Promise<void> {
  if (isBinaryTable(trainFile)) {
    throw new LensError('usage', 'Labels in a binary file cannot be changed here.', {
      hint: 'Change them where the file is written, or save the table as CSV.',
      location: { file: trainFile },
    });
  }
  if (!(await stat(trainFile)).isDirectory()) return;
  throw new LensError('usage', 'The label of a file is the folder that it lies in.', {
    hint: 'Move the file into the folder of the right class.',
    location: { file: trainFile },
  });
}

export async function openForEdits(file: string, work: Work): Promise<OpenedFile> {
  const source = await openFile(file);
  return { source, table: await readTable(source, { kinds: {}, exclude: [], required: [] }, work) };
}

/** Throws `stale` when the record is gone or cannot be told from others, and `data` when its label cannot be changed safely. */
export async function planEdit(
  { source, table }: OpenedFile,
  label: string,
  { place: wanted, to }: LabelEdit,
): Promise<PlannedLabelEdit> {
  const place = relocate(table.records, wanted);
  const record = await source.read(place.start, place.end);
  const { from, start, end, replacement, after, text } = planLabelEdit(record, table.layout, label, to);
  return {
    place,
    from,
    to,
    start: place.start + start,
    end: place.start + end,
    replacement,
    text,
    hashAfter: contentHash(after),
  };
}
