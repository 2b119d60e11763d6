/** What can be done with a flag in the list of flagged rows. */
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { FLAGS, flagsFileOf } from '../../contract/flags';
import { requireDataset } from '../datasets/current';
import type { Services } from '../services';
import type { DatasetArgument, FlagArgument } from './ids';

export async function removeFlag({ flags }: Services, { config, flag }: FlagArgument): Promise<void> {
  await flags.removeFlag(config, flag);
}

/** Opens the flagged row; for a row that is lost, says why. */
export async function openFlag(services: Services, { config, flag }: FlagArgument): Promise<void> {
  const identity = FLAGS.identity(flag);
  const placed = services.flags.of(config).find((other) => FLAGS.identity(other.entry) === identity);
  if (placed?.place) return services.openRecord(placed.place);
  throw new LensError('stale', placed?.lost ?? 'The flagged row was not looked up yet.', {
    hint: 'Remove the flag if it is settled.',
    location: { file: placed?.file ?? flagsFileOf(config), line: flag.line },
  });
}

export async function openFlagsFile(services: Services, argument?: DatasetArgument): Promise<void> {
  const dataset = await requireDataset(services, argument);
  const { config, name } = dataset;
  if (services.flags.of(config.fsPath).length === 0) {
    throw new LensError('usage', `No row of ${name} is flagged.`, {
      hint: 'Flag a row in its file by the lens above it, by its context menu, or in the panel.',
    });
  }
  await vscode.window.showTextDocument(vscode.Uri.file(flagsFileOf(config.fsPath)));
}
