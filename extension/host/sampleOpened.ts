/** Goes on in the window of a sample that was just opened. */
import * as vscode from 'vscode';

/** Key of the folder of a sample that is about to open: the window that opens it goes on from there. */
export const OPENED_SAMPLE = 'influence.openedSample';
const WALKTHROUGH = 'influence-lens.influence-lens#start';

/** The walkthrough, at its second step. */
export async function goOnWithSample({ globalState }: vscode.ExtensionContext): Promise<void> {
  const opened = globalState.get<string>(OPENED_SAMPLE);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (opened === undefined || !folders.some(({ uri }) => uri.fsPath === opened)) return;
  await globalState.update(OPENED_SAMPLE, undefined);
  await showExplainStep();
}

/** The walkthrough, where a prediction is explained. */
export async function showExplainStep(): Promise<void> {
  const step = { category: WALKTHROUGH, step: 'explain' };
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', step, false);
}
