/** How any thrown value reaches the log and, where it concerns a user, a message with something to do about it. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { formatError, toErrorData, type ErrorData, type ErrorLocation } from '../contract/errors';

const SHOW_LOG = 'Show Log';
const MANAGE_TRUST = 'Manage Workspace Trust';

export function createErrorReporter(log: vscode.LogOutputChannel): (thrown: unknown) => ErrorData {
  return (thrown) => {
    const error = toErrorData(thrown);
    if (error.code === 'cancelled') {
      log.info('Cancelled.');
      return error;
    }
    if (error.code === 'restricted') {
      log.info(formatError(error));
      void showRestricted(error);
      return error;
    }
    log.error(formatError(error));
    if (error.stack !== undefined && error.code === 'internal') log.error(error.stack);
    void show(error, log);
    return error;
  };
}

async function show(error: ErrorData, log: vscode.LogOutputChannel): Promise<void> {
  const { location } = error;
  const open = location ? `Open ${placeName(location)}` : undefined;
  const actions = open === undefined ? [SHOW_LOG] : [open, SHOW_LOG];
  const chosen = await vscode.window.showErrorMessage(errorText(error), ...actions);
  if (chosen === SHOW_LOG) log.show(true);
  else if (chosen !== undefined && location) await openLocation(location);
}

/** No fault of anyone: the way out, and no log. */
async function showRestricted(error: ErrorData): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(errorText(error), MANAGE_TRUST);
  if (chosen === MANAGE_TRUST) await manageTrust();
}

export async function manageTrust(): Promise<void> {
  await vscode.commands.executeCommand('workbench.trust.manage');
}

/** Message and hint as a sentence each. */
export function errorText({ code, message, hint }: ErrorData): string {
  const text = code === 'internal' ? `Influence Lens failed: ${message}` : message;
  return hint === undefined ? text : `${/[.!?]$/.test(text) ? text : `${text}.`} ${hint}`;
}

function placeName({ file, line }: ErrorLocation): string {
  return line === undefined ? basename(file) : `${basename(file)} at line ${line}`;
}

async function openLocation({ file, line, column }: ErrorLocation): Promise<void> {
  const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), Math.max(0, (column ?? 1) - 1));
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file), {
    selection: new vscode.Range(at, at),
  } satisfies vscode.TextDocumentShowOptions);
}
