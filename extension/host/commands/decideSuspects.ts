/** Deciding on suspects: by the list, a quick fix, a lens or a key; several at once where several are selected. */
import * as vscode from 'vscode';
import { fromErrorData } from '../../contract/errors';
import { plural } from '../editor/format';
import { suspectRow } from '../review/words';
import type { DecisionOutcome, DecisionRequest, RowName } from '../review/types';
import type { Services } from '../services';
import type { RowArgument } from './ids';
import { pickLabel } from './pickLabel';
import { rowsMeant, type RowsMeant } from './rowsMeant';
import { goTo } from './suspects';

export async function acceptSuggestion(
  services: Services,
  row?: RowArgument,
  selected?: RowArgument[],
): Promise<void> {
  await decide(services, rowsMeant(services, row, selected), { kind: 'fix' });
}

export async function changeLabel(services: Services, row: RowName, to: string): Promise<void> {
  await decide(services, rowsMeant(services, row), { kind: 'fix', to });
}

export async function chooseLabel(
  services: Services,
  row?: RowArgument,
  selected?: RowArgument[],
): Promise<void> {
  const meant = rowsMeant(services, row, selected);
  await decide(services, meant, { kind: 'fix', to: await pickLabel(services, meant) });
}

export async function keepLabel(
  services: Services,
  row?: RowArgument,
  selected?: RowArgument[],
): Promise<void> {
  await decide(services, rowsMeant(services, row, selected), { kind: 'keep' });
}

export async function skipSuspect(
  services: Services,
  row?: RowArgument,
  selected?: RowArgument[],
): Promise<void> {
  await decide(services, rowsMeant(services, row, selected), { kind: 'skip' });
}

export async function reopenSuspect(
  services: Services,
  row?: RowArgument,
  selected?: RowArgument[],
): Promise<void> {
  await decide(services, rowsMeant(services, row, selected), { kind: 'reopen' });
}

/** In the list the row after those that were decided is gone on to. */
async function decide(services: Services, meant: RowsMeant, request: DecisionRequest): Promise<void> {
  const { config, positions, inList } = meant;
  const next = inList && request.kind !== 'reopen' ? services.suspectsView.neighbour(1) : undefined;
  const outcome = await services.review.decide(config, positions, request);
  tell(services, config, outcome, request);
  if (next && !positions.includes(next.position)) await goTo(services, next);
}

function tell(
  services: Services,
  config: string,
  { done, refused }: DecisionOutcome,
  request: DecisionRequest,
): void {
  const [first] = refused;
  if (first && done.length === 0) throw fromErrorData(first.error);
  if (first) {
    const { message, hint } = first.error;
    const text = `${plural(refused.length, 'row')} could not be decided: ${[message, hint].filter(Boolean).join(' ')}`;
    void vscode.window.showWarningMessage(text);
  }
  const { result } = services.review.of(config);
  if (!result || done.length === 0) return;
  const { row, given, suggested } = suspectRow(result, done[0]);
  const rows = done.length === 1 ? `Row ${row}` : plural(done.length, 'row');
  const what = {
    fix:
      done.length === 1
        ? `${given} → ${request.kind === 'fix' && request.to !== undefined ? request.to : suggested}`
        : 'changed',
    keep: 'kept',
    skip: 'skipped',
    reopen: 'open again',
  }[request.kind];
  vscode.window.setStatusBarMessage(`$(checklist) ${rows}: ${what}.`, 4000);
}
