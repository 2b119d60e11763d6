import * as vscode from 'vscode';
import type { BackendChoice } from '../../contract/config';
import { requireDataset } from '../datasets/current';
import { withProgress } from '../progress';
import type { Services } from '../services';
import { readSetting } from '../settings';
import { backendName } from '../views/statusText';

/** Lists the backends with what was found out about each, and sets the one that is chosen. */
export async function chooseBackend(services: Services): Promise<void> {
  const dataset = await requireDataset(services, undefined);
  const { backends, backend } = await withProgress('Looking for compute backends', (work) =>
    services.engine.request('info', { dataset: services.datasets.ref(dataset) }, work),
  );
  const current = readSetting('backend');
  const items: (vscode.QuickPickItem & { choice: BackendChoice })[] = [
    {
      label: 'Automatic',
      description: `now ${backendName(backend.name)}`,
      detail: backend.reason,
      choice: 'auto',
    },
    ...backends.map(({ name, available, version, reason }) => ({
      label: `${available ? '$(check)' : '$(circle-slash)'} ${backendName(name)}`,
      description: available ? version : 'not available',
      detail: reason,
      choice: name,
    })),
  ];
  const chosen = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, picked: item.choice === current })),
    { title: 'Choose Backend', placeHolder: 'What computes fits and influences' },
  );
  if (!chosen || chosen.choice === current) return;
  await vscode.workspace
    .getConfiguration('influence')
    .update(
      'backend',
      chosen.choice === 'auto' ? undefined : chosen.choice,
      vscode.ConfigurationTarget.Global,
    );
}
