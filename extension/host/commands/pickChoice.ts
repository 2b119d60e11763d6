/** With respect to what a prediction is explained, when the user wants to say. */
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import type { TargetChoice, TargetsResult } from '../../contract/protocol';

export async function pickChoice(targets: TargetsResult, index: number): Promise<TargetChoice> {
  const label = targets.classes[targets.label[index]];
  const predicted = targets.classes[targets.predicted[index]];
  const items: (vscode.QuickPickItem & { choice?: TargetChoice })[] = [];
  if (label !== undefined)
    items.push({ label: '$(tag) Its label', description: label, choice: { by: 'label' } });
  items.push({ label: '$(target) The prediction', description: predicted, choice: { by: 'prediction' } });
  items.push({ label: 'A class', kind: vscode.QuickPickItemKind.Separator });
  for (const name of targets.classes) items.push({ label: name, choice: { by: 'class', name } });
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Explain With Respect To',
    placeHolder: 'Whose loss the training rows are ranked by',
  });
  if (!chosen?.choice) throw new LensError('cancelled', 'Cancelled.');
  return chosen.choice;
}
