/** Opening files that belong to a dataset. */
import * as vscode from 'vscode';
import type { RecordPlace } from '../../contract/records';
import { requireDataset } from '../datasets/current';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';

export async function openRecordCommand(services: Services, place: RecordPlace): Promise<void> {
  await services.openRecord(place);
}

export async function openConfig(services: Services, argument?: DatasetArgument): Promise<void> {
  const { config } = await requireDataset(services, argument);
  await vscode.window.showTextDocument(config);
}

export async function openData(_services: Services, { file }: { file: string }): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
}
