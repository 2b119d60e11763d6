/** Writes labels into a file that the editor cannot edit, or not without changing other bytes: after asking, with a backup. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../../contract/errors';
import type { DatasetRef } from '../../../contract/protocol';
import { plural } from '../../editor/format';
import type { Engine } from '../../engineTypes';
import { withProgress } from '../../progress';
import type { FixOutcome, PlannedFix } from './types';

/** @param why why it is not done in the editor, as a sentence */
export async function fixOnDisk(
  engine: Engine,
  dataset: DatasetRef,
  file: string,
  fixes: readonly PlannedFix[],
  why: string,
): Promise<FixOutcome> {
  const name = basename(file);
  const labels = plural(fixes.length, 'label');
  const write = fixes.length === 1 ? 'Write the Label' : 'Write the Labels';
  const chosen = await vscode.window.showWarningMessage(
    `Write ${labels} straight to ${name}?`,
    {
      modal: true,
      detail: `${why} The file as it is now is kept beside it. Undo in the editor does not reach this; "Reopen" in the list takes it back.`,
    },
    write,
  );
  if (chosen !== write) throw new LensError('cancelled', 'Cancelled.');
  const edits = fixes.map(({ plan, to }) => ({ place: plan.place, to }));
  const { written, backup } = await withProgress(`Writing ${labels} to ${name}`, (work) =>
    engine.request('rewriteLabels', { dataset, edits }, work),
  );
  void tell(`${labels} written to ${name}. The file as it was: ${basename(backup)}`, backup);
  return { done: fixes.map((fix, i) => ({ ...fix, plan: written[i], written: true })), refused: [] };
}

async function tell(message: string, backup: string): Promise<void> {
  const show = 'Show Backup';
  const chosen = await vscode.window.showInformationMessage(message, show);
  if (chosen === show) await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(backup));
}
