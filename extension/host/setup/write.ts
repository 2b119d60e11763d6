/** The last question: shows the file, and writes it when the user agrees. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { newConfigPath } from '../datasets/candidates';
import { draftConfig, nameProblem, type SetUpAnswers } from './draft';
import { folderName } from './folderName';
import type { Preview } from './preview';
import type { SetUp } from './questions';
import { askForText, askFromList, type Step } from './steps';

export interface Written {
  config: string;
  text: string;
}

type Decision = 'write' | 'rename';

/** Where the file goes and what is in it. A file that exists is shown beside the new one and replaced only when that is chosen. */
export function askToWrite(preview: Preview): Step<SetUp & Written> {
  return async (answers, frame) => {
    const complete = answers as SetUpAnswers;
    let config = answers.config ?? newConfigPath(complete.train, existsSync);
    for (;;) {
      const text = draftConfig(config, complete);
      const exists = existsSync(config);
      await preview.show(vscode.Uri.file(config), text, exists);
      const decision = await askFromList<Decision>({
        ...frame,
        placeholder: exists ? `${basename(config)} exists already` : 'This is what will be written',
        items: [
          exists
            ? {
                label: `$(warning) Replace ${basename(config)}`,
                description: 'what it holds now is lost',
                value: 'write',
              }
            : {
                label: `$(check) Create ${basename(config)}`,
                description: `in ${folderName(dirname(config))}`,
                value: 'write',
              },
          { label: '$(edit) Use another name…', value: 'rename' },
        ],
        active: exists ? 1 : 0,
      });
      if (decision === 'write') return { config, text };
      const name = await askForText({
        ...frame,
        prompt: 'File name of the dataset',
        value: basename(config),
        problem: nameProblem,
      });
      config = join(dirname(config), name);
    }
  };
}

export async function writeConfig({ config, text }: Written): Promise<vscode.Uri> {
  const uri = vscode.Uri.file(config);
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (cause) {
    throw new LensError('io', `${config} could not be written: ${String(cause)}.`, {
      location: { file: config },
      cause,
    });
  }
  return uri;
}
