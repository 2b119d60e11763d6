import * as vscode from 'vscode';
import { requireDataset } from '../datasets/current';
import { withProgress } from '../progress';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';

/** Fits the model on what the files hold now, computes the scores of the rows, and ranks the suspects anew where that was done before. */
export async function refit(services: Services, argument?: DatasetArgument): Promise<void> {
  const dataset = await requireDataset(services, argument);
  for (const file of [dataset.config, dataset.train, dataset.test]) {
    const edited = vscode.workspace.textDocuments.find(
      ({ uri, isDirty }) => isDirty && uri.toString() === file?.toString(),
    );
    await edited?.save();
  }
  await withProgress(`Fitting ${dataset.name}`, async (work) => {
    await services.scores.compute(dataset, work);
    if (services.review.of(dataset.config.fsPath).result) await services.review.find(dataset, {}, work);
  });
}

/** The same for the dataset whose suspects are listed. */
export async function rankAgain(services: Services): Promise<void> {
  const { current } = services.review;
  await refit(services, current && { config: current.config.fsPath });
}

/** Stops computing scores that was started by opening a file. */
export async function stop(services: Services, argument?: DatasetArgument): Promise<void> {
  services.scores.stop(await requireDataset(services, argument));
}
