/** The dataset that a command means when it is not told one. */
import { dirname, relative } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import type { Services } from '../services';
import type { Dataset, DatasetStore } from './types';

/** That of the file in the active editor, else the active one. */
export function currentDataset(datasets: DatasetStore): Dataset | undefined {
  const file = vscode.window.activeTextEditor?.document.uri;
  const edited = file && (datasets.get(file.fsPath) ?? datasets.using(file)[0]);
  return edited ?? datasets.active;
}

/**
 * The dataset of the argument, else the current one. Without any, says how to make one and throws `cancelled`.
 */
export async function requireDataset(
  { datasets }: Services,
  argument: { config: string } | undefined,
): Promise<Dataset> {
  await datasets.ready;
  const dataset =
    typeof argument?.config === 'string' ? datasets.get(argument.config) : currentDataset(datasets);
  return dataset ?? offerSetUp();
}

/** Asks only when there are several; the one nearest to `file`, else the active one, comes first. */
export async function pickDataset(
  { datasets }: Services,
  title: string,
  file?: vscode.Uri,
): Promise<Dataset> {
  await datasets.ready;
  const { all, active } = datasets;
  if (all.length === 0) return offerSetUp();
  if (all.length === 1) return all[0];
  const distance = ({ config }: Dataset) =>
    file ? relative(dirname(config.fsPath), file.fsPath).split(/[\\/]/).length : 0;
  const sorted = [...all].sort(
    (a, b) => distance(a) - distance(b) || Number(b === active) - Number(a === active),
  );
  const items = sorted.map((dataset) => ({
    label: dataset.name,
    description: vscode.workspace.asRelativePath(dataset.config),
    detail: dataset === active ? 'Active' : undefined,
    dataset,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'Which dataset and model' });
  if (!chosen) throw new LensError('cancelled', 'Cancelled.');
  return chosen.dataset;
}

async function offerSetUp(): Promise<never> {
  const setUp = 'Set Up Dataset';
  const sample = 'Open Sample';
  const chosen = await vscode.window.showInformationMessage(
    'This workspace has no dataset yet: an influence.json that names the data and the label.',
    setUp,
    sample,
  );
  if (chosen === setUp) void vscode.commands.executeCommand('influence.setUpDataset');
  if (chosen === sample) void vscode.commands.executeCommand('influence.openSample');
  throw new LensError('cancelled', 'Cancelled.');
}
