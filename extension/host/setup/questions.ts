/** The questions that set up a dataset, one function each; what can be inferred is the answer that Enter gives. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import type { FileInspection, ModelInspection } from '../../contract/protocol';
import { TABLE_EXTENSIONS, testCandidates, trainCandidates } from '../datasets/candidates';
import { classFolders, namesFolder } from '../datasets/sampleFolders';
import { withProgress } from '../progress';
import { folderName } from './folderName';
import type { Services } from '../services';
import { describeFile, labelOptions } from './describe';
import { fractionProblem, type SetUpAnswers } from './draft';
import { askForText, askFromList, type Step, type StepFrame } from './steps';
import type { VocabularyForm } from './vocabularyForm';

export interface SetUp extends SetUpAnswers {
  inspection: FileInspection;
  /** Of a trained model that looks words up by their numbers. */
  words?: ModelInspection['words'];
  /** The vocabulary that was chosen for it: who wrote it. */
  vocabulary?: { form: VocabularyForm };
}

export const NOT_IN = '**/{node_modules,.git,.venv,site-packages}/**';
export const MOST_FILES = 1000;
const BROWSE = 'browse';
const BROWSE_FOLDER = 'browse for a folder';
const IMAGE_EXTENSIONS = ['png', 'jpg', 'jpeg'];

/** Which file holds the training rows; not asked when it is given. */
export function askTrain(services: Services, given: string | undefined): Step<SetUp> {
  return async (_answers, frame) => {
    const train = given ?? (await chooseTrain(frame));
    const inspection = await withProgress(`Looking at ${basename(train)}`, (work) =>
      services.engine.request('inspect', { file: train }, work),
    );
    if (inspection.columns.length >= 2 && inspection.rows >= 2) return { train, inspection };
    throw new LensError(
      'data',
      `${basename(train)} holds ${describeFile(inspection)}: too little to learn from.`,
      {
        hint: 'A dataset needs a label column, at least one other column and at least two rows.',
        location: { file: train },
      },
    );
  };
}

async function chooseTrain(frame: StepFrame): Promise<string> {
  const find = async (extensions: readonly string[]) => {
    const found = await vscode.workspace.findFiles(`**/*.{${extensions.join(',')}}`, NOT_IN, MOST_FILES);
    return found.map(({ fsPath }) => fsPath);
  };
  const tables = trainCandidates(await find(TABLE_EXTENSIONS));
  const folders = classFolders(await find(IMAGE_EXTENSIONS));
  const files = [...tables, ...folders];
  const items = files.map((file) => ({
    label: `${namesFolder(file) ? '$(folder)' : '$(table)'} ${basename(file)}`,
    description: namesFolder(file)
      ? `${folderName(dirname(file))} · a folder of images`
      : folderName(dirname(file)),
    value: file,
  }));
  const browse = [
    { label: '$(folder-opened) Browse for a file…', value: BROWSE, alwaysShow: true },
    {
      label: '$(folder-opened) Browse for a folder…',
      description: 'with one sub-folder of images or texts per class',
      value: BROWSE_FOLDER,
      alwaysShow: true,
    },
  ];
  const chosen = await askFromList({
    ...frame,
    placeholder:
      files.length > 0
        ? 'Which file or folder holds the training rows?'
        : 'No table and no folder of images is open in this workspace',
    items: [...items, ...browse],
  });
  if (chosen === BROWSE_FOLDER) return browseForData('Training data', true);
  return chosen === BROWSE ? browseForData('Training data', false) : chosen;
}

async function browseForData(title: string, isFolder: boolean): Promise<string> {
  const chosen = await vscode.window.showOpenDialog(
    isFolder
      ? { title, canSelectFolders: true, canSelectFiles: false }
      : { title, filters: { Data: [...TABLE_EXTENSIONS] } },
  );
  if (!chosen?.[0]) throw new LensError('cancelled', 'Cancelled.');
  return chosen[0].fsPath;
}

/** Which column is the label. */
export const askLabel: Step<SetUp> = async ({ train, inspection }, frame) => {
  // The sub-folders of a folder are its labels.
  if (namesFolder(train!)) return undefined;
  const options = labelOptions(inspection!);
  const likely = options.filter((option) => option.likely);
  const others = options.filter((option) => !option.likely);
  const toItem = ({ name, description, detail }: (typeof options)[number]) => ({
    label: name,
    description,
    detail,
    value: name,
  });
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items = [
    ...(likely.length > 0 ? [heading('Likely'), ...likely.map(toItem)] : []),
    ...(others.length > 0 ? [heading('Other columns'), ...others.map(toItem)] : []),
  ];
  const label = await askFromList({
    ...frame,
    title: `${basename(train!)}: ${describeFile(inspection!)}`,
    placeholder: 'Which column is the label?',
    items,
    active: 1,
  });
  return { label };
};

const OTHER_FRACTION = 'fraction';

/** Which rows the model is tested on. */
export const askTest: Step<SetUp> = async ({ train }, frame) => {
  const folder = dirname(train!);
  const siblings = (await readdir(folder)).map((name) => join(folder, name));
  const files = testCandidates(train!, siblings);
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const fraction = (share: number) => ({
    label: `${share * 100} % of ${basename(train!)}`,
    description: 'held out at random, always the same rows',
    value: share as string | number,
  });
  const chosen = await askFromList<string | number>({
    ...frame,
    placeholder: 'Which rows is the model tested on?',
    items: [
      ...(files.length > 0 ? [heading('Files beside it')] : []),
      ...files.map((file) => ({ label: `$(beaker) ${basename(file)}`, value: file })),
      heading('A part of the training file'),
      ...[0.2, 0.1, 0.3].map(fraction),
      { label: 'Another fraction…', value: OTHER_FRACTION },
      heading('Elsewhere'),
      { label: '$(folder-opened) Browse…', value: BROWSE },
    ],
    active: 1,
  });
  if (chosen === BROWSE) return { test: await browseForData('Test data', namesFolder(train!)) };
  if (chosen !== OTHER_FRACTION) return { test: chosen };
  const text = await askForText({
    ...frame,
    prompt: 'The share of rows to hold out',
    value: '0.2',
    problem: fractionProblem,
  });
  return { test: Number(text.trim().replace(',', '.')) };
};
