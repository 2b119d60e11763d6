/** The questions about the model of a dataset: what is trained here, or a model that is trained already. */
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { withProgress } from '../progress';
import type { Services } from '../services';
import { modelOptions, textColumns } from './describe';
import type { KerasDraft, ModelDraft } from './draft';
import { fileHead } from './fileHead';
import { folderName } from './folderName';
import { MOST_FILES, NOT_IN, type SetUp } from './questions';
import { askFromList, type Step, type StepFrame } from './steps';

const BROWSE = 'browse';

/** Which model is explained. */
export function askModel(services: Services): Step<SetUp> {
  return async (answers, frame) => {
    const model = await chooseModel(answers, frame);
    return {
      model,
      words: model.type === 'keras' ? await wordsOf(services, model.path, answers) : undefined,
    };
  };
}

async function chooseModel({ inspection, label }: Partial<SetUp>, frame: StepFrame): Promise<ModelDraft> {
  const heading = (text: string) => ({ label: text, kind: vscode.QuickPickItemKind.Separator });
  const options = modelOptions(inspection!, label);
  const models = await trainedModels();
  const chosen = await askFromList<ModelDraft | typeof BROWSE>({
    ...frame,
    placeholder: 'Which model is explained? All of it can be changed in influence.json later',
    items: [
      heading('Fitted to the training rows'),
      ...options.map(({ model, ...item }) => ({ ...item, value: model })),
      heading('Trained already, with Keras or TensorFlow.js'),
      ...models.map((path) => ({
        label: `$(layers) ${basename(path)}`,
        description: folderName(dirname(path)),
        value: { type: 'keras' as const, path },
      })),
      { label: '$(folder-opened) Browse for a model…', value: BROWSE },
    ],
    active: 1,
  });
  return chosen === BROWSE ? { type: 'keras', path: await browseForModel() } : chosen;
}

/** What a model takes matters here where the data have texts for it. */
async function wordsOf(
  services: Services,
  file: string,
  { inspection, label }: Partial<SetUp>,
): Promise<SetUp['words']> {
  if (textColumns(inspection!, label).length === 0) return undefined;
  const { words } = await withProgress(`Looking at ${basename(file)}`, (work) =>
    services.engine.request('inspectModel', { file }, work),
  );
  return words;
}

/** Whether a trained model tells the classes of the data apart. */
export const askHead: Step<SetUp> = async (answers, frame) => {
  const model = answers.model as KerasDraft;
  const head = await askFromList<'model' | 'new'>({
    ...frame,
    placeholder: `Was ${basename(model.path)} trained to tell these classes apart?`,
    items: [
      {
        label: 'Yes, its outputs are the classes of the data',
        description: 'explains its own last layer',
        value: 'model',
      },
      {
        label: 'No, it was trained on something else',
        description: 'a new last layer on what it sees',
        value: 'new',
      },
    ],
  });
  return { model: { ...model, head } };
};

async function trainedModels(): Promise<string[]> {
  const found = await vscode.workspace.findFiles('**/{model.json,*.keras,*.h5}', NOT_IN, MOST_FILES);
  const paths = found.map(({ fsPath }) => fsPath).sort();
  const known = await Promise.all(paths.map(async (path) => !path.endsWith('.json') || isModelJson(path)));
  return paths.filter((_, i) => known[i]);
}

/** Other programs have files of that name too. */
async function isModelJson(path: string): Promise<boolean> {
  return /"(modelTopology|weightsManifest|layers-model)"/.test(await fileHead(path));
}

async function browseForModel(): Promise<string> {
  const filters = { 'Trained models': ['json', 'keras', 'h5'] };
  const chosen = await vscode.window.showOpenDialog({ title: 'Trained model', filters });
  if (!chosen?.[0]) throw new LensError('cancelled', 'Cancelled.');
  return chosen[0].fsPath;
}
