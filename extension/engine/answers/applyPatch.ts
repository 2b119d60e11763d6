import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { DatasetRef } from '../../contract/protocol';
import type { RecordPlace } from '../../contract/records';
import type { ApplyDocument, PlannedLabelEdit } from '../../contract/review';
import { loadConfig } from '../config/load';
import { type Fix, fixesOf } from '../labels/chains';
import { readPatch } from '../labels/decisions';
import { openForEdits, type OpenedFile, planEdit, refuseWithoutFields } from '../labels/plan';
import { copyEdited } from '../labels/rewriteFile';
import { relocate } from '../../core/tables/relocate';

export interface ApplyParams {
  dataset: DatasetRef;
  /** The decisions to apply. */
  patch: string;
  /** What is written; not the training file itself. */
  out: string;
  /** Fixes that cannot be applied are left out instead of stopping all. */
  partial: boolean;
}

/** How many reasons an error spells out. */
const REASONS = 3;

/**
 * Writes a copy of the training file with the fixes of a patch done. Rows are found by their content. Throws a `stale` error, and
 * writes nothing, when a fix cannot be applied without doubt, unless `partial`.
 */
export async function applyPatch(params: ApplyParams, work: Work): Promise<ApplyDocument> {
  const { config, trainFile } = await loadConfig(params.dataset.config);
  await refuseWithoutFields(trainFile);
  const patch = resolve(params.patch);
  const out = resolve(params.out);
  await refuseSameFile(trainFile, out);
  const lines = await readPatch(patch);
  const fixes = fixesOf(lines);
  const opened = await openForEdits(trainFile, work);
  const edits = new Map<number, PlannedLabelEdit>();
  const refused: ApplyDocument['refused'] = [];
  let already = 0;
  for (const fix of fixes) {
    const { line, states } = fix;
    try {
      const edit = await planFix(opened, config.label, config.train, fix);
      if (edit === undefined) already++;
      else if (edits.has(edit.place.row)) throw twice(edit);
      else edits.set(edit.place.row, edit);
    } catch (thrown) {
      if (!(thrown instanceof LensError) || thrown.code === 'cancelled') throw thrown;
      refused.push({ line, row: states[0].row, reason: thrown.message });
    }
  }
  if (refused.length > 0 && !params.partial) throw notApplied(refused, fixes.length, patch);
  const ordered = [...edits.values()].sort((a, b) => a.start - b.start);
  await copyEdited(trainFile, out, ordered, work);
  return {
    kind: 'apply',
    version: 1,
    file: trainFile,
    out,
    applied: ordered.length,
    already,
    passedOver: lines.filter(({ entry }) => entry.decision !== 'fixed').length,
    refused,
  };
}

/** The edit of a fix; undefined when the file holds the fixed record already. The record may be at any step of the way to it. */
async function planFix(
  opened: OpenedFile,
  label: string,
  train: string,
  { states, to, hashAfter }: Fix,
): Promise<PlannedLabelEdit | undefined> {
  const { file, row, line } = states[0];
  if (resolve('/', file) !== resolve('/', train)) {
    throw new LensError('data', `It is about ${file}, not about the training file ${train}.`);
  }
  const known = { file: opened.table.file, row, line, start: 0, end: 0 };
  const hashes = [...states.map(({ hash }) => hash), ...(hashAfter === undefined ? [] : [hashAfter])];
  const found = hashes.find((hash) => isThere(opened, { ...known, hash })) ?? hashes[0];
  const edit = await planEdit(opened, label, { place: { ...known, hash: found }, to });
  return edit.from === to ? undefined : edit;
}

function isThere({ table }: OpenedFile, place: RecordPlace): boolean {
  try {
    relocate(table.records, place);
    return true;
  } catch {
    return false;
  }
}

async function refuseSameFile(train: string, out: string): Promise<void> {
  const there = await realpath(out).catch(() => out);
  if (there !== (await realpath(train))) return;
  throw new LensError('usage', 'The fixed copy would replace the training file.', {
    hint: 'Name another file with --out.',
    location: { file: out },
  });
}

function twice({ place }: PlannedLabelEdit): LensError {
  return new LensError('stale', `Record ${place.row} is fixed by another line too.`);
}

function notApplied(refused: ApplyDocument['refused'], of: number, patch: string): LensError {
  const told = refused.slice(0, REASONS).map(({ line, reason }) => `line ${line}: ${reason}`);
  const more = refused.length > REASONS ? ` And ${refused.length - REASONS} more.` : '';
  return new LensError(
    'stale',
    `${refused.length} of ${of} fixes cannot be applied, so nothing was written: ${told.join(' ')}${more}`,
    {
      hint: 'Remove these lines, or apply the others with --partial.',
      location: { file: patch, line: refused[0].line },
    },
  );
}
