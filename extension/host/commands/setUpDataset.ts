import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../services';
import { registerPreview } from '../setup/preview';
import { askHead, askModel } from '../setup/modelQuestions';
import { askLabel, askTest, askTrain, type SetUp } from '../setup/questions';
import { runSteps } from '../setup/steps';
import { wordQuestions } from '../setup/wordQuestions';
import { askToWrite, writeConfig, type Written } from '../setup/write';

/** Asks what cannot be inferred of a dataset, shows the influence.json, writes it, and makes the dataset the active one. */
export async function setUpDataset(services: Services): Promise<void> {
  await setUp(services, undefined);
}

export async function setUpDatasetFrom(services: Services, file: vscode.Uri): Promise<void> {
  await setUp(services, file.fsPath);
}

async function setUp(services: Services, train: string | undefined): Promise<void> {
  const preview = registerPreview();
  let written: Written;
  try {
    written = await runSteps<SetUp & Written>('Set Up Dataset', (answers) => [
      askTrain(services, train),
      askLabel,
      askTest,
      askModel(services),
      ...(answers.model?.type === 'keras' ? [askHead, ...wordQuestions(answers)] : []),
      askToWrite(preview),
    ]);
  } finally {
    await preview.close();
    preview.dispose();
  }
  const uri = await writeConfig(written);
  await services.datasets.refresh();
  const dataset = services.datasets.get(uri.fsPath);
  if (dataset) await services.datasets.setActive(dataset);
  await vscode.window.showTextDocument(uri);
  void offerNext(basename(uri.fsPath), uri.fsPath);
}

async function offerNext(name: string, config: string): Promise<void> {
  const explain = 'Explain a Prediction';
  const chosen = await vscode.window.showInformationMessage(`${name} is written.`, explain);
  if (chosen === explain) await vscode.commands.executeCommand('influence.explainPrediction', { config });
}
