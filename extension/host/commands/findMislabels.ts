import * as vscode from 'vscode';
import { pickDataset, requireDataset } from '../datasets/current';
import type { Dataset } from '../datasets/types';
import { withProgress } from '../progress';
import { showReview } from '../panel/panel';
import { nameOf } from '../review/items';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';

/** Ranks the training rows by how suspect their labels are, lists them, and shows them in the panel. */
export async function findMislabels(services: Services, where?: DatasetArgument | vscode.Uri): Promise<void> {
  const dataset = await datasetOf(services, where);
  const config = dataset.config.fsPath;
  await withProgress(`Finding suspected mislabels of ${dataset.name}`, (work) =>
    services.review.find(dataset, {}, work),
  );
  await vscode.commands.executeCommand('influence.suspects.focus');
  const review = services.review.of(config);
  if (review.queue.length > 0)
    await services.suspectsView.select(nameOf(config, review, review.queue[0]), true);
  showReview(services, services.datasets.ref(dataset));
}

async function datasetOf(
  services: Services,
  where: DatasetArgument | vscode.Uri | undefined,
): Promise<Dataset> {
  if (!(where instanceof vscode.Uri)) return requireDataset(services, where);
  await services.datasets.ready;
  const users = services.datasets.using(where);
  return (
    users.find(({ train }) => train?.fsPath === where.fsPath) ??
    users[0] ??
    (await pickDataset(services, 'Find Suspected Mislabels of', where))
  );
}
