/** The fixes of a log as a patch: applied to a training file that does not have them. */
import { basename, dirname, relative } from 'node:path';
import type * as vscode from 'vscode';
import type { Decision } from '../../contract/decisions';
import { LensError } from '../../contract/errors';
import type { DatasetRef } from '../../contract/protocol';
import type { TrackedDocuments } from '../editor/documents';
import type { Engine } from '../engineTypes';
import type { PlacedEntry } from '../sidecar/store';
import { applyFixes } from './fixes/apply';
import type { Fix } from './fixes/types';
import type { DecisionLog } from './log';
import type { PatchOutcome } from './types';

interface PatchContext {
  engine: Engine;
  documents: TrackedDocuments;
  log: DecisionLog;
}

/** Each row is found by its content; the file that the patch was made of may have had another name. */
export async function applyPatch(
  { engine, documents, log }: PatchContext,
  dataset: DatasetRef,
  train: vscode.Uri | undefined,
  patch: readonly Decision[],
): Promise<PatchOutcome> {
  if (!train) throw new LensError('config', 'The influence.json names no training file.');
  const file = train.fsPath;
  const fixes = patch.filter(({ decision, to }) => decision === 'fixed' && to !== undefined);
  if (fixes.length === 0) {
    throw new LensError('data', 'The patch holds no fixed labels.', {
      hint: 'A patch has one line of JSON for each row, with "decision": "fixed" and the label in "to".',
    });
  }
  await log.check(dataset.config);
  const placeOf = ({ row, line }: Decision, hash: string) => ({ file, row, line, start: 0, end: 0, hash });
  const isThere = (entry: Decision, hash: string | undefined) =>
    hash === undefined
      ? Promise.resolve(false)
      : engine.request('locate', { place: placeOf(entry, hash) }).then(
          () => true,
          () => false,
        );
  const outcome: PatchOutcome = { done: 0, already: 0, refused: [] };
  const wanted: Fix[] = [];
  for (const [index, entry] of fixes.entries()) {
    const isDone = !(await isThere(entry, entry.hash)) && (await isThere(entry, entry.hashAfter));
    if (isDone) outcome.already++;
    else wanted.push({ position: index, place: placeOf(entry, entry.hash), to: entry.to! });
  }
  if (wanted.length === 0) return outcome;
  const { done, refused } = await applyFixes(engine, documents, dataset, file, wanted);
  const path = relative(dirname(dataset.config), file).replaceAll('\\', '/');
  const add = done.map(({ position, plan: { place, hashAfter }, written }): PlacedEntry<Decision> => {
    const { row, line } = place;
    return {
      entry: { ...fixes[position], file: path, row, line, hashAfter },
      file,
      place: written ? undefined : place,
    };
  });
  await log.change(dataset.config, add, []);
  outcome.done = done.length;
  outcome.refused = refused.map(({ position, error }) => ({ entry: fixes[position], error }));
  return outcome;
}

/** `spam-fixes.jsonl`: where a patch of a dataset's fixes goes unless told otherwise. */
export function patchName(train: string): string {
  return `${basename(train).replace(/\.[^.]*$/, '')}-fixes.jsonl`;
}
