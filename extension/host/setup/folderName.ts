/** A folder as a person knows it: relative to the workspace, the workspace folder itself by its name. */
import * as vscode from 'vscode';

export function folderName(path: string): string {
  const root = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.fsPath === path);
  return root?.name ?? vscode.workspace.asRelativePath(path);
}
