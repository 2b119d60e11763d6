/** Files that could name the words of a model. */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { holdsFile } from '../datasets/sampleFolders';
import { fileHead } from './fileHead';
import { MOST_FILES, NOT_IN, type SetUp } from './questions';
import { vocabularyForm } from './vocabularyForm';

const NAMED = '**/*{vocab,Vocab,VOCAB,word,Word,WORD,token,Token,TOKEN}*.{txt,json}';

/** Those beside the model, whatever their names, and those of the workspace that are named like it; the likeliest first. */
export async function vocabularyFiles(model: string, { train, test }: Partial<SetUp>): Promise<string[]> {
  const beside = (await readdir(dirname(model))).map((name) => join(dirname(model), name));
  const named = (await vscode.workspace.findFiles(NAMED, NOT_IN, MOST_FILES)).map(({ fsPath }) => fsPath);
  const paths = [...new Set([...beside.filter((path) => /\.(txt|json)$/i.test(path)), ...named])].filter(
    // The texts of a folder are files of that kind too.
    (path) => !holdsFile(train, path) && !holdsFile(typeof test === 'string' ? test : undefined, path),
  );
  const found = await Promise.all(
    paths.map(async (path) => vocabularyForm(path, await fileHead(path)) !== undefined),
  );
  const rank = (path: string) => (named.includes(path) ? 0 : 2) + (dirname(path) === dirname(model) ? 0 : 1);
  return paths.filter((_, i) => found[i]).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
