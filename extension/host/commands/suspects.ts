/** Moving in the list of suspects. */
import * as vscode from 'vscode';
import type { RowName } from '../review/types';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';

export async function nextSuspect(services: Services): Promise<void> {
  await goTo(services, services.suspectsView.neighbour(1));
}

export async function previousSuspect(services: Services): Promise<void> {
  await goTo(services, services.suspectsView.neighbour(-1));
}

/** Selects the row in the list, which keeps the keyboard, and shows it in its file. */
export async function goTo(services: Services, row: RowName | undefined): Promise<void> {
  if (!row) return;
  await services.suspectsView.select(row, true);
  await show(services, row);
}

/** Shows the row in its file. */
export async function openSuspect(services: Services, row: RowName): Promise<void> {
  await services.suspectsView.select(row, false);
  await show(services, row);
}

export async function showMoreSuspects(services: Services, { config }: DatasetArgument): Promise<void> {
  services.suspectsView.showMore(config);
}

async function show(services: Services, { config, position }: RowName): Promise<void> {
  const { review, documents } = services;
  const place = await review.place(config, position);
  const { entry } = review.of(config).decided.get(position) ?? {};
  const isUnsaved = entry?.hashAfter !== undefined && place.hash !== entry.hashAfter;
  const uri = vscode.Uri.file(place.file);
  const line = isUnsaved ? documents.fromDisk(uri, place.line - 1) : undefined;
  if (line === undefined) await services.openRecord(place, { preserveFocus: true });
  else {
    // The record on disk is not the one in the editor, but its line is known.
    const selection = new vscode.Range(line, 0, line, 0);
    await vscode.window.showTextDocument(uri, { preserveFocus: true, selection });
  }
  // Why it is suspect is looked up meanwhile: its entry in Problems and its tooltip tell it then.
  services.evidence.get(config, position).catch((thrown: unknown) => services.log.debug(String(thrown)));
}
