import * as vscode from 'vscode';
import { currentDataset } from '../datasets/current';
import type { Services } from '../services';
import type { CommandId } from './ids';

interface Action extends vscode.QuickPickItem {
  command?: CommandId;
}

/** What the status bar offers. */
export async function showMenu({ datasets, scores }: Services): Promise<void> {
  const dataset = currentDataset(datasets);
  const isComputing = dataset && scores.state(dataset.config.fsPath).status === 'computing';
  const actions: Action[] = [
    { label: '$(search) Explain Prediction…', command: 'influence.explainPrediction' },
    { label: '$(checklist) Find Suspected Mislabels', command: 'influence.findMislabels' },
    isComputing
      ? { label: '$(debug-stop) Stop Computing Self-Influence', command: 'influence.stop' }
      : {
          label: '$(refresh) Fit Again',
          description: 'on what the files hold now',
          command: 'influence.refit',
        },
    { label: '$(gear) Open influence.json', command: 'influence.openConfig' },
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: '$(database) Choose Dataset…',
      description: `${datasets.all.length} in this workspace`,
      command: 'influence.chooseDataset',
    },
    { label: '$(chip) Choose Backend…', command: 'influence.chooseBackend' },
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(output) Show Log', command: 'influence.showLog' },
    { label: '$(trash) Clear Cache', command: 'influence.clearCache' },
    { label: '$(debug-restart) Restart Engine', command: 'influence.restartEngine' },
  ];
  const chosen = await vscode.window.showQuickPick(actions, {
    title: `Influence: ${dataset?.name ?? 'no dataset'}`,
  });
  if (chosen?.command)
    await vscode.commands.executeCommand(chosen.command, dataset && { config: dataset.config.fsPath });
}
