/** A training row of an answer that holds them column by column, as documents name it. */
import type { DatasetHead } from '../../extension/contract/documents';
import { sampleFile } from '../../extension/contract/records';
import type { ComparedTraining } from '../../extension/contract/compare';

export interface TrainingRow {
  file: string;
  row: number;
  line: number;
  label: string;
}

export function trainingRow(
  { classes, row, files, line, label }: ComparedTraining,
  { train }: DatasetHead,
  at: number,
): TrainingRow {
  return {
    file: files === undefined ? train : sampleFile(train, files[at]!),
    row: row[at]!,
    line: line[at]!,
    label: classes[label[at]!]!,
  };
}
