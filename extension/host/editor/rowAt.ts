/** Which record stands under the cursor, and which row of which dataset it is. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { RecordPlace, RecordRef } from '../../contract/records';
import { holdsFile } from '../datasets/sampleFolders';
import type { Dataset } from '../datasets/types';
import type { Services } from '../services';

/**
 * The record on a zero-based line of an open file. A row with unsaved edits is saved first if the user agrees. Throws a
 * `stale` error when it is not, a `data` error where no record stands.
 */
export async function recordAt(
  { engine, documents }: Services,
  file: vscode.Uri,
  line: number,
  work?: Partial<Work>,
): Promise<RecordPlace> {
  await documents.known(file);
  let onDisk = documents.toDisk(file, line);
  if (onDisk === undefined) {
    await saveFirst(file);
    onDisk = line;
  }
  const place = await engine.request('recordAt', { file: file.fsPath, line: onDisk + 1 }, work);
  if (place) return place;
  throw new LensError('data', `No row of ${basename(file.fsPath)} stands on this line.`, {
    hint: 'Put the cursor on a row below the header.',
  });
}

async function saveFirst(file: vscode.Uri): Promise<void> {
  const save = 'Save';
  const name = basename(file.fsPath);
  const chosen = await vscode.window.showInformationMessage(
    `This row of ${name} has edits that are not saved. Influence works on what is saved.`,
    save,
  );
  if (chosen !== save) throw new LensError('cancelled', 'Cancelled.');
  const document = await vscode.workspace.openTextDocument(file);
  if (!(await document.save()))
    throw new LensError('io', `${name} was not saved.`, { location: { file: file.fsPath } });
}

/** The record as a row of the dataset: of its training or test file, else a sample of its own. */
export async function rowOf(
  services: Services,
  dataset: Dataset,
  { file, row }: RecordPlace,
  work?: Partial<Work>,
): Promise<RecordRef> {
  if (dataset.test?.fsPath === file) return { set: 'test', row };
  const isSample = holdsFile(dataset.test?.fsPath, file) || holdsFile(dataset.train?.fsPath, file);
  // A file that is a record of its own is found by its path.
  if (isSample && dataset.train?.fsPath !== file) return { set: 'input', row: 0, file };
  if (dataset.train?.fsPath !== file) return { set: 'input', row, file };
  if (dataset.test !== undefined) return { set: 'train', row };
  const heldOut = await services.targets.get(dataset, 'test', undefined, work);
  return { set: heldOut.row.includes(row) ? 'test' : 'train', row };
}
