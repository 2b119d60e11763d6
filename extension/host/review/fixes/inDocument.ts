/** Writes labels into an open document: one edit, one undo, the label fields alone. */
import * as vscode from 'vscode';
import { LensError, toErrorData } from '../../../contract/errors';
import type { TrackedDocuments } from '../../editor/documents';
import { readRecord } from '../../editor/readRecord';
import { recordRange } from '../../editor/recordRange';
import { applyPlan } from './plan';
import type { FixOutcome, PlannedFix } from './types';

/** How often it is tried when the document changes while its records are being found. */
const ATTEMPTS = 5;

/** Throws when the editor does not take the edit; rows that cannot be found for certain are refused one by one. */
export async function fixInDocument(
  document: vscode.TextDocument,
  documents: TrackedDocuments,
  fixes: readonly PlannedFix[],
): Promise<FixOutcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { version } = document;
    const edit = new vscode.WorkspaceEdit();
    const outcome: FixOutcome = { done: [], refused: [] };
    for (const fix of fixes) {
      try {
        const { range, replacement } = await placeEdit(document, documents, fix);
        edit.replace(document.uri, range, replacement);
        outcome.done.push(fix);
      } catch (thrown) {
        outcome.refused.push({ position: fix.position, error: toErrorData(thrown) });
      }
    }
    if (document.version !== version) continue;
    if (outcome.done.length === 0 || (await vscode.workspace.applyEdit(edit))) return outcome;
  }
  throw new LensError('io', 'The editor did not take the change.', {
    hint: 'Is the file read-only, or does another program write to it? Try again.',
    location: { file: document.uri.fsPath },
  });
}

async function placeEdit(
  document: vscode.TextDocument,
  documents: TrackedDocuments,
  { plan, unsavedPlan, to }: PlannedFix,
): Promise<{ range: vscode.Range; replacement: string }> {
  const { text } = await readRecord(plan.place);
  const now = unsavedPlan ? applyPlan(text, unsavedPlan) : text;
  const { start } = await recordRange(document, documents, plan.place, now, unsavedPlan !== undefined);
  const { from, to: end, replacement } = plan.text;
  const endNow = unsavedPlan ? from + unsavedPlan.text.replacement.length : end;
  return {
    range: new vscode.Range(positionIn(start, now, from), positionIn(start, now, endNow)),
    // Taken back, the field is again just as it was.
    replacement: to === plan.from ? text.slice(from, end) : replacement,
  };
}

/** Where an offset in a record's text, with the line ends of its file, stands in the document. */
function positionIn(start: vscode.Position, text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  const character = lines[lines.length - 1].length;
  return lines.length === 1
    ? start.translate(0, character)
    : new vscode.Position(start.line + lines.length - 1, character);
}
