/** Has the engine look at an influence.json when it is opened or saved, so that what is wrong stands in Problems. */
import * as vscode from 'vscode';
import { toErrorData } from '../../contract/errors';
import type { Services } from '../services';

export function checkConfigs(services: Services): vscode.Disposable {
  const check = async ({ uri }: vscode.TextDocument) => {
    if (!vscode.workspace.isTrusted || !uri.path.endsWith('influence.json') || uri.scheme !== 'file') return;
    await services.datasets.refresh();
    const dataset = services.datasets.get(uri.fsPath);
    if (!dataset) return;
    try {
      await services.engine.request('info', { dataset: services.datasets.ref(dataset) });
    } catch (thrown) {
      services.log.warn(`${uri.fsPath}: ${toErrorData(thrown).message}`);
    }
  };
  const run = (document: vscode.TextDocument) => void check(document);
  vscode.workspace.textDocuments.forEach(run);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(run),
    vscode.workspace.onDidSaveTextDocument(run),
  );
}
