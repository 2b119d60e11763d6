/** Copy and export: rows to the clipboard or to a file that the user names. */
import { basename, dirname, extname, join } from 'node:path';
import Papa from 'papaparse';
import * as vscode from 'vscode';
import { LensError } from '../../../contract/errors';
import type { PanelResult, RowDecision } from '../../../contract/panel';
import type { DatasetRef } from '../../../contract/protocol';
import type { RecordCells } from '../../../contract/records';
import type { Services } from '../../services';
import { fetchRecords } from '../records';
import { documentOf, refsOf, tableOf } from '../views/dispatch';
import type { ExportTable } from './types';

/** Records asked of the engine at a time. */
const CHUNK = 1000;
/** Above this many rows a copy leaves the rows' own cells away: a clipboard is no place for a whole dataset. */
const COPY_CELLS = 5000;

export interface Exported {
  shown: PanelResult;
  dataset: DatasetRef;
  positions: Int32Array;
  flagged: ReadonlySet<number>;
  /** What was decided of rows under review. */
  decisions?: readonly RowDecision[];
}

export async function copyRows(services: Services, exported: Exported): Promise<void> {
  const { positions } = exported;
  const withCells = positions.length <= COPY_CELLS;
  const cells = withCells ? await fetchCells(services, exported) : undefined;
  if (withCells && !cells) return;
  await vscode.env.clipboard.writeText(toText(tableOf(exported.shown, { ...exported, cells }), '\t'));
  const rows = positions.length === 1 ? '1 row' : `${positions.length.toLocaleString('en')} rows`;
  vscode.window.setStatusBarMessage(
    withCells
      ? `Copied ${rows}.`
      : `Copied ${rows} without the cells of the file; export them to a file to have those too.`,
    5000,
  );
}

/** As CSV, or as JSON where the file is named so. */
export async function exportRows(services: Services, exported: Exported): Promise<void> {
  const folder = dirname(exported.dataset.config);
  const name = basename(exported.dataset.config, '.json').replace(/\.?influence$/, '') || basename(folder);
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(join(folder, `${name}-${exported.shown.view}.csv`)),
    filters: { CSV: ['csv'], JSON: ['json'] },
    title:
      exported.positions.length === 0
        ? 'Export'
        : `Export ${exported.positions.length.toLocaleString('en')} rows`,
  });
  if (!uri) return;
  const cells = await fetchCells(services, exported);
  if (!cells) return;
  const text =
    extname(uri.path).toLowerCase() === '.json'
      ? `${JSON.stringify(documentOf(exported.shown, { ...exported, cells }), null, 2)}\n`
      : `${toText(tableOf(exported.shown, { ...exported, cells }), ',')}\n`;
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const open = 'Open';
  const answer = await vscode.window.showInformationMessage(`Exported to ${basename(uri.fsPath)}.`, open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', uri);
}

function toText({ header, rows }: ExportTable, delimiter: ',' | '\t'): string {
  return Papa.unparse([header, ...rows], { delimiter, newline: '\n' });
}

/** Undefined when the user stops it. */
async function fetchCells(services: Services, exported: Exported): Promise<RecordCells[] | undefined> {
  const { shown, dataset, positions } = exported;
  const refs = refsOf(shown, positions);
  const ask = (from: number, signal?: AbortSignal) =>
    fetchRecords(services, shown, dataset, refs.slice(from, from + CHUNK), { signal });
  if (refs.length <= CHUNK) return refs.length === 0 ? [] : ask(0);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Reading the rows', cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const cells: RecordCells[] = [];
      for (let from = 0; from < refs.length; from += CHUNK) {
        if (abort.signal.aborted) return undefined;
        cells.push(...(await ask(from, abort.signal).catch(rethrowUnless(abort.signal))));
        progress.report({ increment: (100 * CHUNK) / refs.length });
      }
      return abort.signal.aborted ? undefined : cells;
    },
  );
}

function rethrowUnless(signal: AbortSignal): (thrown: unknown) => RecordCells[] {
  return (thrown) => {
    if (signal.aborted) return [];
    throw thrown instanceof Error ? thrown : new LensError('internal', String(thrown));
  };
}
