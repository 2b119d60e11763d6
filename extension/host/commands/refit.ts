import * as vscode from 'vscode';
import { requireDataset } from '../datasets/current';
import { withProgress } from '../progress';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';

/** Fits the model on what the files hold now, and computes the scores of the rows. */
export async function refit(services: Services, argument?: DatasetArgument): Promise<void> {
  const dataset = await requireDataset(services, argument);
  for (const file of [dataset.config, dataset.train, dataset.test]) {
    const edited = vscode.workspace.textDocuments.find(
      ({ uri, isDirty }) => isDirty && uri.toString() === file?.toString(),
    );
    await edited?.save();
  }
  await withProgress(`Fitting ${dataset.name}`, (work) => services.scores.compute(dataset, work));
}

/** Stops computing scores that was started by opening a file. */
export async function stop(services: Services, argument?: DatasetArgument): Promise<void> {
  services.scores.stop(await requireDataset(services, argument));
}
