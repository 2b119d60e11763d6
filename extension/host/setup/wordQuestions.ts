/** The questions about a model that looks words up by their numbers: what its config needs to make numbers of texts. */
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { namesFolder } from '../datasets/sampleFolders';
import { formatCount } from '../editor/format';
import { labelOptions, textColumns } from './describe';
import type { KerasDraft } from './draft';
import { fileHead } from './fileHead';
import { folderName } from './folderName';
import type { SetUp } from './questions';
import { askForText, askFromList, type Step } from './steps';
import { vocabularyFiles } from './vocabularyFiles';
import { vocabularyForm } from './vocabularyForm';
import { countProblem, SPLITTINGS, splittingOf, withInput } from './words';

const BROWSE = 'browse';
const LATER = 'later';

/** Those that are open yet after the answers given: none for a model that looks no words up. */
export function wordQuestions({ words, vocabulary, inspection, label }: Partial<SetUp>): Step<SetUp>[] {
  if (!words) return [];
  if (!vocabulary) return [askVocabulary];
  return [
    askVocabulary,
    ...(textColumns(inspection!, label).length > 1 ? [askTextColumn] : []),
    ...(vocabulary.form === 'TextVectorization' ? [] : [askSplitting]),
    ...(words.length === null ? [askLength] : []),
  ];
}

/** Which file names the words. */
const askVocabulary: Step<SetUp> = async (answers, frame) => {
  const model = answers.model as KerasDraft;
  const files = await vocabularyFiles(model.path, answers);
  const chosen = await askFromList({
    ...frame,
    placeholder: `${basename(model.path)} looks words up by their numbers, ${formatCount(answers.words!.known)} of them. Which file names them?`,
    items: [
      ...files.map((path) => ({
        label: `$(list-ordered) ${basename(path)}`,
        description: folderName(dirname(path)),
        value: path,
      })),
      {
        label: '$(folder-opened) Browse for a vocabulary…',
        description: 'a word a line, or JSON: a list of words, or { "word": number }',
        value: BROWSE,
      },
      { label: 'Later, in influence.json', description: 'under model.input.tokens', value: LATER },
    ],
  });
  if (chosen === LATER) return {};
  const path = chosen === BROWSE ? await browseForVocabulary() : chosen;
  const form = vocabularyForm(path, await fileHead(path)) ?? 'any';
  return {
    vocabulary: { form },
    model: withInput(model, { columns: textAmongOthers(answers), tokens: { vocabulary: path } }),
  };
};

/** The first text, where a model that took all columns would take others with it. */
function textAmongOthers({ train, inspection, label }: Partial<SetUp>): string[] | undefined {
  if (namesFolder(train!)) return undefined;
  const features = inspection!.columns.filter(({ name, kind }) => name !== label && kind !== 'identifier');
  return features.length === 1 ? undefined : textColumns(inspection!, label).slice(0, 1);
}

/** Which column the model reads, where several are texts. */
const askTextColumn: Step<SetUp> = async ({ model, inspection, label }, frame) => {
  const texts = textColumns(inspection!, label);
  const column = await askFromList({
    ...frame,
    placeholder: 'Which column does the model read?',
    items: labelOptions(inspection!)
      .filter(({ name }) => texts.includes(name))
      .map(({ name, description, detail }) => ({ label: name, description, detail, value: name })),
  });
  return { model: withInput(model as KerasDraft, { columns: [column] }) };
};

/** How texts were split into words; not asked where the vocabulary tells it. */
const askSplitting: Step<SetUp> = async ({ model, vocabulary }, frame) => {
  const { tokens } = (model as KerasDraft).input!;
  const splitting = await askFromList({
    ...frame,
    placeholder: 'How were texts made numbers for its training?',
    items: SPLITTINGS.map(({ label, detail, tokens: value }) => ({ label, detail, value })),
    active: splittingOf(vocabulary!.form),
  });
  return { model: withInput(model as KerasDraft, { tokens: { ...tokens!, ...splitting } }) };
};

/** How many numbers a text becomes; not asked where the model tells it. */
const askLength: Step<SetUp> = async ({ model }, frame) => {
  const { tokens } = (model as KerasDraft).input!;
  const length = await askForText({
    ...frame,
    prompt: 'How many words of a text go in: what texts were padded or cut to for its training',
    value: String(tokens!.length ?? ''),
    problem: countProblem,
  });
  return { model: withInput(model as KerasDraft, { tokens: { ...tokens!, length: Number(length) } }) };
};

async function browseForVocabulary(): Promise<string> {
  const filters = { Vocabularies: ['txt', 'json'] };
  const chosen = await vscode.window.showOpenDialog({ title: 'Vocabulary', filters });
  if (!chosen?.[0]) throw new LensError('cancelled', 'Cancelled.');
  return chosen[0].fsPath;
}
