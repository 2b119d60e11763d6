/** The record that a request is about: found in the file that holds it, as the model sees it. */
import { resolve } from 'node:path';
import { type ErrorLocation, LensError } from '../../contract/errors';
import type { TargetChoice } from '../../contract/protocol';
import type { Work } from '../../contract/progress';
import type { RecordRef } from '../../contract/records';
import type { ExplainedTarget } from '../../contract/documents';
import type { Matrix } from '../../core/linalg/types';
import { suggest } from '../../core/nearest';
import { recordFile } from '../../core/tables/cells';
import { takesColumn } from '../brought/columns';
import { labelsIn } from '../dataset/labels';
import { optionsLike, readDataFile } from '../dataset/read';
import { readerOf } from '../dataset/readers/registry';
import type { DataFile, Dataset, RecordPart } from '../dataset/types';
import { mostProbable } from './predictions';
import { type DatasetRequest, timed } from './request';
import type { Fitted } from './state';

/** As a caller chooses; `auto` is the label where the record has one, else the prediction. */
export type Choice = TargetChoice | { by: 'auto' };

export interface FoundRecord {
  ref: RecordRef;
  file: DataFile;
  /** Record index in its file. */
  row: number;
  /** Class index; −1 where there is no label. */
  label: number;
}

/**
 * Finds a record. Throws a `data` error that says what there is when there is no such record in that part.
 * @param onlyRecord the caller named a file, not a record: it must hold just one
 */
export async function findRecord(
  request: DatasetRequest,
  dataset: Dataset,
  ref: RecordRef,
  onlyRecord = false,
): Promise<FoundRecord> {
  const part = await partOf(request, dataset, ref);
  const { count } = part.file.table.records;
  if (onlyRecord && count > 1) {
    throw new LensError('usage', `The file holds ${count} records.`, {
      hint: `Say which one to explain: a number from 0 to ${count - 1}.`,
      location: { file: part.file.path },
    });
  }
  if (!Number.isInteger(ref.row) || ref.row < 0 || ref.row >= count) {
    throw new LensError('data', `There is no record ${ref.row}.`, {
      hint: `The file holds ${count === 1 ? 'one record, number 0' : `the records 0 to ${count - 1}`}.`,
      location: { file: part.file.path },
    });
  }
  const at = part.rows.indexOf(ref.row);
  if (at < 0) throw heldElsewhere(dataset, ref, part.file);
  return { ref, file: part.file, row: ref.row, label: part.labels[at] };
}

/** The records that `ref.set` names. */
export async function partOf(
  request: DatasetRequest,
  dataset: Dataset,
  { set, file }: Pick<RecordRef, 'set' | 'file'>,
): Promise<RecordPart> {
  if (set === 'train') return dataset.train;
  if (set === 'test') return dataset.test;
  if (file === undefined) throw new LensError('usage', 'An input record needs its file.');
  const { state, work, timings } = request;
  const { loaded, train, classes } = dataset;
  const path = resolve(file);
  const options = optionsLike(loaded, train.file.table);
  const array = Object.keys(loaded.config.features.arrays).find((name) => takesColumn(loaded, name));
  if (array !== undefined) {
    throw new LensError('usage', `A record of another file has no array "${array}", which the model reads.`, {
      hint: 'Add the record, and a row of the array, to the test data.',
      location: { file: path },
    });
  }
  const read = await timed(timings, 'readMs', async () => {
    const reader = await readerOf(path, options.content).catch(() => undefined);
    const stamp = (await reader?.stamp(path).catch(() => undefined)) ?? 'absent';
    const key = [dataset.fingerprint, path, stamp].join('\n');
    if (state.input?.key === key) return state.input.value;
    const value = await readDataFile(loaded, path, options, work);
    state.input = { key, value };
    return value;
  });
  const labels = labelsIn(classes, read.table, loaded.config.label, read.path);
  return { file: read, rows: Int32Array.from(labels.keys()), labels };
}

/** With a fraction held out, every record of the file is in one part; the question was for the other. */
function heldElsewhere({ loaded, train }: Dataset, { set, row }: RecordRef, file: DataFile): LensError {
  const fraction = String(loaded.config.test);
  return set === 'train'
    ? new LensError('data', `Record ${row} is held out for testing ("test": ${fraction}).`, {
        hint: 'Ask for it as a test row.',
        location: { file: file.path, line: train.file.table.records.line[row] },
      })
    : new LensError('data', `Record ${row} is a training row, not held out ("test": ${fraction}).`, {
        hint: 'Ask for it as a training row.',
        location: { file: file.path, line: train.file.table.records.line[row] },
      });
}

export interface Target {
  /** One row, as the model sees it. */
  features: Matrix;
  /** Class index with respect to which the loss is taken. */
  explained: number;
  shown: ExplainedTarget;
}

/** What the model says of a record, and which class its explanation is about. */
export async function describeTarget(
  { classes }: Dataset,
  { model, prepared }: Fitted,
  { file, row, label }: FoundRecord,
  choice: Choice,
  work: Work,
): Promise<Target> {
  const features = await prepared.design(file.table, Int32Array.of(row), work);
  const logs = model.logProbabilities(features);
  const predicted = mostProbable(logs, 0, classes.length);
  const line = file.table.records.line[row];
  const place = { file: recordFile(file.path, file.table.records, row), line };
  const explained = explainedClass(choice, classes, label, predicted, place);
  return {
    features,
    explained,
    shown: {
      file: recordFile(file.name, file.table.records, row),
      row,
      line,
      label: label < 0 ? undefined : classes[label],
      predicted: classes[predicted],
      explained: classes[explained],
      probabilities: Object.fromEntries(classes.map((name, c) => [name, Math.exp(logs[c])])),
      loss: model.losses?.(features)[explained] ?? -logs[explained],
    },
  };
}

function explainedClass(
  choice: Choice,
  classes: readonly string[],
  label: number,
  predicted: number,
  location: ErrorLocation,
): number {
  switch (choice.by) {
    case 'prediction':
      return predicted;
    case 'auto':
      return label < 0 ? predicted : label;
    case 'label':
      if (label < 0) {
        throw new LensError('data', 'This record has no label to explain.', {
          hint: 'Explain its prediction, or a class that you name.',
          location,
        });
      }
      return label;
    case 'class': {
      const named = classes.indexOf(choice.name);
      if (named < 0) {
        throw new LensError('usage', `There is no class "${choice.name}".`, {
          hint: suggest(choice.name, classes, 'classes'),
        });
      }
      return named;
    }
  }
}
