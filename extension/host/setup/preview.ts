/** Shows the text of a file before it is written: read-only, beside what is there already when it exists. */
import * as vscode from 'vscode';

const SCHEME = 'influence-preview';
/** The question covers the first lines of the editor. */
const COVERED_LINES = `// A preview: nothing is written yet.${'\n'.repeat(6)}`;

export interface Preview {
  show(file: vscode.Uri, text: string, exists: boolean): Promise<void>;
  close(): Promise<void>;
}

export function registerPreview(): Preview & vscode.Disposable {
  let current = '';
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: () => current,
  });
  return {
    async show(file, text, exists) {
      const uri = file.with({ scheme: SCHEME });
      current = exists ? text : `${COVERED_LINES}${text}`;
      changed.fire(uri);
      const options: vscode.TextDocumentShowOptions = { preserveFocus: true, preview: true };
      const name = file.path.split('/').pop() ?? '';
      if (exists)
        await vscode.commands.executeCommand(
          'vscode.diff',
          file,
          uri,
          `${name}: as it is ↔ as it would be`,
          options,
        );
      else await vscode.window.showTextDocument(uri, options);
    },
    async close() {
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: open }) => open).filter(isPreview);
      await vscode.window.tabGroups.close(tabs);
    },
    dispose() {
      provider.dispose();
      changed.dispose();
    },
  };
}

function isPreview({ input }: vscode.Tab): boolean {
  if (input instanceof vscode.TabInputText) return input.uri.scheme === SCHEME;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME;
}
