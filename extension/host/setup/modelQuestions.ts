/** The questions about the model of a dataset: what is trained here, or a model that is trained already. */
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { modelOptions } from './describe';
import type { ModelDraft } from './draft';
import { folderName } from './folderName';
import { MOST_FILES, NOT_IN, type SetUp } from './questions';
import { askFromList, type Step } from './steps';

const BROWSE = 'browse';
/** A model.json says within so many bytes what it is. */
const HEAD_BYTES = 4096;

/** Which model is explained. */
export const askModel: Step<SetUp> = async ({ inspection, label }, frame) => {
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
  return { model: chosen === BROWSE ? { type: 'keras', path: await browseForModel() } : chosen };
};

/** Whether a trained model tells the classes of the data apart; not asked for others. */
export const askHead: Step<SetUp> = async ({ model }, frame) => {
  if (model?.type !== 'keras') return undefined;
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
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return /"(modelTopology|weightsManifest|layers-model)"/.test(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

async function browseForModel(): Promise<string> {
  const filters = { 'Trained models': ['json', 'keras', 'h5'] };
  const chosen = await vscode.window.showOpenDialog({ title: 'Trained model', filters });
  if (!chosen?.[0]) throw new LensError('cancelled', 'Cancelled.');
  return chosen[0].fsPath;
}
