import * as vscode from 'vscode';
import { pickDataset } from '../datasets/current';
import type { Dataset } from '../datasets/types';
import { recordAt } from '../editor/rowAt';
import type { FlagDetails } from '../flags/types';
import type { RecordPlace } from '../../contract/records';
import type { Services } from '../services';
import type { LineArgument } from './ids';
import { fileLine } from './rowArgument';

/** Flags the row as a suspected mislabel, or takes its flag away. */
export async function toggleFlag(services: Services, argument?: LineArgument | vscode.Uri): Promise<void> {
  const { file, line } = fileLine(argument);
  await services.datasets.ready;
  const users = services.datasets.using(file);
  const dataset = users[0] ?? (await pickDataset(services, 'Flag the Row for', file));
  const place = await recordAt(services, file, line);
  const { flags } = services;
  const flagged = await flags.toggle(dataset.config.fsPath, place, detailsOf(services, dataset, place));
  vscode.window.setStatusBarMessage(
    flagged
      ? `$(bookmark) Row ${place.row} is flagged as a suspected mislabel.`
      : `Row ${place.row} is not flagged any more.`,
    4000,
  );
}

/** The label, and the other one where the model holds it for likelier, as far as the last fresh scores tell. */
function detailsOf({ scores }: Services, dataset: Dataset, place: RecordPlace): FlagDetails {
  const { scores: known, stale } = scores.state(dataset.config.fsPath);
  if (!known || stale || known.result.file !== place.file) return {};
  const { training, suggested, looProbability } = known.result;
  const position = training.row.indexOf(place.row);
  if (position < 0) return {};
  const label = training.classes[training.label[position]];
  return looProbability[position] < 0.5
    ? { label, suggested: training.classes[suggested[position]] }
    : { label };
}
