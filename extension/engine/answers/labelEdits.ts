/** Changing labels in a data file: where, and to what bytes. */
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { Params, RewriteResult } from '../../contract/protocol';
import type { LabelEdit, PlannedLabelEdit } from '../../contract/review';
import { planLabelEdit } from '../../core/labels/edit';
import { contentHash } from '../../core/tables/hash';
import { readTable } from '../../core/tables/read';
import { isBinaryTable } from '../../core/tables/registry';
import { relocate } from '../../core/tables/relocate';
import { loadConfig } from '../config/load';
import { rewriteFile } from '../labels/rewriteFile';
import { openFile } from '../source';

/** Plans edits of one or several files; in the order of `edits`. */
export async function planLabelEdits(
  { dataset, edits }: Params<'planLabelEdits'>,
  work: Work,
): Promise<PlannedLabelEdit[]> {
  const { config, trainFile } = await loadConfig(dataset.config);
  const { label } = config;
  await refuseWithoutFields(trainFile);
  const planned = new Map<LabelEdit, PlannedLabelEdit>();
  const fileOf = ({ place }: LabelEdit): string => resolve(dirname(dataset.config), place.file);
  for (const file of new Set(edits.map(fileOf))) {
    const group = edits.filter((edit) => fileOf(edit) === file);
    for (const { edit, plan } of await planInFile(file, label, group, work)) planned.set(edit, plan);
  }
  return edits.map((edit) => planned.get(edit)!);
}

/** Throws a `usage` error where a label is no field that can be rewritten: the folder that a file lies in, or a cell of a binary table. */
async function refuseWithoutFields(trainFile: string): Promise<void> {
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

/** Writes edits of one file. */
export async function rewriteLabels(params: Params<'rewriteLabels'>, work: Work): Promise<RewriteResult> {
  const written = await planLabelEdits(params, work);
  const files = new Set(written.map(({ place }) => place.file));
  if (files.size !== 1) {
    throw new LensError('usage', `Labels of one file are written at a time, not of ${files.size}.`);
  }
  const [file] = files;
  const ordered = [...written].sort((a, b) => a.start - b.start);
  const twice = ordered.find((edit, i) => i > 0 && edit.start < ordered[i - 1].end);
  if (twice) {
    throw new LensError('usage', `Two changes of record ${twice.place.row} exclude each other.`, {
      location: { file, line: twice.place.line },
    });
  }
  return { written, backup: await rewriteFile(file, ordered, work) };
}

async function planInFile(file: string, label: string, edits: readonly LabelEdit[], work: Work) {
  const source = await openFile(file);
  const { records, layout } = await readTable(source, { kinds: {}, exclude: [], required: [] }, work);
  const plans: { edit: LabelEdit; plan: PlannedLabelEdit }[] = [];
  for (const edit of edits) {
    const place = relocate(records, { ...edit.place, file });
    const record = await source.read(place.start, place.end);
    const { from, start, end, replacement, after, text } = planLabelEdit(record, layout, label, edit.to);
    plans.push({
      edit,
      plan: {
        place,
        from,
        to: edit.to,
        start: place.start + start,
        end: place.start + end,
        replacement,
        text,
        hashAfter: contentHash(after),
      },
    });
  }
  return plans;
}
