/** The webview of a panel: what it may read, and its page. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './page';

/** Its scripts run, and it reads the folder of its own bundle and the images of its dataset, nothing else. */
export function webviewOptions(
  extensionUri: vscode.Uri,
  imageFolders: readonly string[],
): vscode.WebviewOptions {
  const images = imageFolders.map((folder) => vscode.Uri.file(folder));
  return { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri), ...images] };
}

export function loadPage(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const address = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(webviewRoot(extensionUri), name)).toString();
  webview.html = pageHtml({
    script: address('main.js'),
    style: address('main.css'),
    source: webview.cspSource,
    nonce: randomBytes(18).toString('base64url'),
  });
}

function webviewRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}
