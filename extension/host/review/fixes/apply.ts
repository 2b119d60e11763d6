/** Writes labels: in the editor where that is possible and exact, else straight to the file. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { LensError, toErrorData } from '../../../contract/errors';
import type { DatasetRef } from '../../../contract/protocol';
import type { TrackedDocuments } from '../../editor/documents';
import { SYNC_LIMIT } from '../../editor/readRecord';
import type { Engine } from '../../engineTypes';
import { fixInDocument } from './inDocument';
import { editorKeepsBytes } from './keepsBytes';
import { fixOnDisk } from './onDisk';
import { planEdits } from './plan';
import type { Fix, FixOutcome, PlannedFix } from './types';

/** Fixes of one file. Throws `cancelled` when the user declines to have the file written, `io` when it cannot be. */
export async function applyFixes(
  engine: Engine,
  documents: TrackedDocuments,
  dataset: DatasetRef,
  file: string,
  fixes: readonly Fix[],
): Promise<FixOutcome> {
  const { done: planned, refused } = await planFixes(engine, dataset, fixes);
  if (planned.length === 0) return { done: [], refused };
  const obstacle = await obstacleOf(file);
  const outcome = obstacle
    ? await fixOnDisk(engine, dataset, file, planned, obstacle)
    : await fixInDocument(await vscode.workspace.openTextDocument(file), documents, planned);
  return { done: outcome.done, refused: [...refused, ...outcome.refused] };
}

async function planFixes(engine: Engine, dataset: DatasetRef, fixes: readonly Fix[]): Promise<FixOutcome> {
  const unsaved = fixes.filter((fix) => fix.unsaved !== undefined);
  const edits = [
    ...fixes.map(({ place, to }) => ({ place, to })),
    ...unsaved.map(({ place, unsaved: entry }) => ({ place, to: entry!.to! })),
  ];
  const { planned, refused } = await planEdits(engine, dataset, edits);
  const plans = new Map(planned.map(({ index, plan }) => [index, plan]));
  const outcome: FixOutcome = { done: [], refused: [] };
  fixes.forEach((fix, index) => {
    const plan = plans.get(index);
    const second = fix.unsaved && fixes.length + unsaved.indexOf(fix);
    const unsavedPlan = second === undefined ? undefined : plans.get(second);
    const problem =
      refused.find((one) => one.index === index || one.index === second)?.error ??
      (plan && !fix.unsaved && plan.from === fix.to ? toErrorData(sameLabel(fix)) : undefined);
    if (problem || !plan) outcome.refused.push({ position: fix.position, error: problem! });
    else outcome.done.push({ ...fix, plan, unsavedPlan } satisfies PlannedFix);
  });
  return outcome;
}

function sameLabel({ place, to }: Fix): LensError {
  return new LensError('usage', `Row ${place.row} has the label "${to}" already.`, {
    hint: 'Keep it if it is right.',
  });
}

/** Why the editor is not to be used; undefined when it can be. */
async function obstacleOf(file: string): Promise<string | undefined> {
  const { size } = await stat(file);
  const name = basename(file);
  if (size > SYNC_LIMIT) return `${name} is too large for extensions to edit in the editor.`;
  const uri = vscode.Uri.file(file);
  // With edits that are not saved it will be written by the editor in any case.
  if (vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.fsPath === file))
    return undefined;
  const assumed = vscode.workspace.getConfiguration('files', uri).get('encoding', 'utf8');
  return editorKeepsBytes(await readFile(file), assumed)
    ? undefined
    : `${name} mixes line ends or holds text of another encoding: saved by the editor, it would change in other places too.`;
}
