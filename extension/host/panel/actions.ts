/** What the webview asks the editor to do. */
import { dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { withFullChecks, type FullChecks } from '../../contract/fullChecks';
import type { FromPanel, PanelResult } from '../../contract/panel';
import type { RecordPlace, RecordRef } from '../../contract/records';
import type { Services } from '../services';
import { shownResult } from './calls';
import { copyRows, exportRows, type Exported } from './export/write';
import { fetchRecords } from './records';
import type { Session } from './session';
import { labelOf } from './views/dispatch';

type Message<T extends FromPanel['type']> = Extract<FromPanel, { type: T }>;

export async function openRecord(
  services: Services,
  session: Session,
  { ref, focus }: Message<'open'>,
): Promise<void> {
  await services.openRecord(await placeOf(services, session, ref), { preserveFocus: !focus });
}

/** The place that an error names. */
export async function openLocation(session: Session, { location }: Message<'openLocation'>): Promise<void> {
  const folder = dirname(session.state.request.dataset.config);
  const line = Math.max(0, (location.line ?? 1) - 1);
  const column = Math.max(0, (location.column ?? 1) - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(resolve(folder, location.file)), {
    selection: new vscode.Range(line, column, line, column),
  });
}

/** Runs the request again. A ranking is of what the disk holds, so labels changed in the editor are saved first. */
export async function runAgain(session: Session): Promise<void> {
  const { result } = session;
  if (result?.view === 'review') {
    const { file } = result.result;
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === file);
    if (open?.isDirty) await open.save();
  }
  session.run();
}

export async function flagRecord(
  services: Services,
  session: Session,
  { ref, flagged }: Message<'flag'>,
): Promise<void> {
  const { config } = session.state.request.dataset;
  const place = await placeOf(services, session, ref);
  if (!flagged) return services.flags.remove(config, place);
  await services.flags.add(config, place, { label: labelOf(shownResult(session), ref) });
}

export async function copyOrExport(
  services: Services,
  session: Session,
  message: Message<'copy'> | Message<'export'>,
): Promise<void> {
  const { state } = session;
  if (message.revision !== state.revision) return;
  const exported: Exported = {
    shown: withAllChecks(shownResult(session), state.checks),
    dataset: state.request.dataset,
    positions: message.positions,
    flagged: new Set(state.flagged),
    decisions: state.review?.decisions,
  };
  if (message.type === 'copy') await copyRows(services, exported);
  else await exportRows(services, exported);
}

/** An explanation is written with all of its checks, once they have been run. */
function withAllChecks(shown: PanelResult, full: FullChecks | undefined): PanelResult {
  if (shown.view !== 'explanation') return shown;
  const { result } = shown;
  const { head } = result;
  return {
    ...shown,
    result: { ...result, head: { ...head, checks: withFullChecks(head.checks, full) } },
  };
}

async function placeOf(services: Services, session: Session, ref: RecordRef): Promise<RecordPlace> {
  const { dataset } = session.state.request;
  const [record] = await fetchRecords(services, shownResult(session), dataset, [ref]);
  return record!.place;
}
