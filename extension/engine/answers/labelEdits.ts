/** Changing labels in a data file: where, and to what bytes. */
import { dirname, resolve } from 'node:path';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { Params, RewriteResult } from '../../contract/protocol';
import type { LabelEdit, PlannedLabelEdit } from '../../contract/review';
import { loadConfig } from '../config/load';
import { openForEdits, planEdit, refuseWithoutFields } from '../labels/plan';
import { rewriteFile } from '../labels/rewriteFile';

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
  const opened = await openForEdits(file, work);
  const plans: { edit: LabelEdit; plan: PlannedLabelEdit }[] = [];
  for (const edit of edits) {
    plans.push({ edit, plan: await planEdit(opened, label, { ...edit, place: { ...edit.place, file } }) });
  }
  return plans;
}
