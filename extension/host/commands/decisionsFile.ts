/** The log of decisions as files: opening it, exporting its fixes, applying those of another. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { DECISIONS_FILE, decisionsFileOf } from '../../contract/decisions';
import { LensError } from '../../contract/errors';
import { formatSidecar, parseSidecar } from '../../contract/sidecar';
import { requireDataset } from '../datasets/current';
import type { Dataset } from '../datasets/types';
import { plural } from '../editor/format';
import { patchName } from '../review/patch';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';

export async function openDecisionsFile(services: Services, argument?: DatasetArgument): Promise<void> {
  const { config, name } = await datasetOf(services, argument);
  if (services.review.of(config.fsPath).decisions.length === 0) {
    throw new LensError('usage', `Nothing was decided of the rows of ${name} yet.`, {
      hint: 'Run "Influence: Find Suspected Mislabels", and keep or change labels.',
    });
  }
  await vscode.window.showTextDocument(vscode.Uri.file(decisionsFileOf(config.fsPath)));
}

/** Writes the fixes that stand to a file of the user's choice. */
export async function exportFixes(services: Services, argument?: DatasetArgument): Promise<void> {
  const { config, name, train } = await datasetOf(services, argument);
  const { decisions } = services.review.of(config.fsPath);
  const fixes = decisions
    .filter(({ entry, counts }) => counts && entry.decision === 'fixed')
    .map(({ entry }) => entry);
  if (fixes.length === 0) {
    throw new LensError('usage', `No label of ${name} was fixed yet.`, {
      hint: 'Fix labels in the list of suspected mislabels first.',
    });
  }
  const suggested = join(dirname(config.fsPath), patchName(train?.fsPath ?? config.fsPath));
  const target = await vscode.window.showSaveDialog({
    title: 'Export Fixes As Patch',
    defaultUri: vscode.Uri.file(suggested),
    filters: { 'JSON Lines': ['jsonl'] },
  });
  if (!target) throw new LensError('cancelled', 'Cancelled.');
  await writeFile(target.fsPath, formatSidecar(DECISIONS_FILE, fixes));
  void vscode.window.showInformationMessage(
    `${plural(fixes.length, 'fix').replace(/fixs$/, 'fixes')} written to ${basename(target.fsPath)}.`,
  );
}

/** Applies a patch of the user's choice to the training file. */
export async function applyFixes(services: Services, argument?: DatasetArgument): Promise<void> {
  const dataset = await datasetOf(services, argument);
  const chosen = await vscode.window.showOpenDialog({
    title: `Apply Fixes to ${basename(dataset.train?.fsPath ?? dataset.name)}`,
    defaultUri: vscode.Uri.file(dirname(dataset.config.fsPath)),
    filters: { 'JSON Lines': ['jsonl'] },
    openLabel: 'Apply',
  });
  if (!chosen?.[0]) throw new LensError('cancelled', 'Cancelled.');
  const file = chosen[0].fsPath;
  const patch = parseSidecar(DECISIONS_FILE, await readFile(file, 'utf8'), file);
  const { done, already, refused } = await services.review.applyPatch(dataset.config.fsPath, patch);
  const parts = [`${plural(done, 'label')} changed`];
  if (already > 0) parts.push(`${already} had been changed already`);
  if (refused.length > 0) parts.push(`${refused.length} refused: ${refused[0].error.message}`);
  const show = refused.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  void show(`${parts.join(', ')}.`);
}

async function datasetOf(services: Services, argument: DatasetArgument | undefined): Promise<Dataset> {
  return services.review.current && !argument ? services.review.current : requireDataset(services, argument);
}
