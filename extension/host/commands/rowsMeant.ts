/** The rows of the ranking that a command means. */
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { hashAt } from '../review/queue';
import { nameOf } from '../review/items';
import type { RowName } from '../review/types';
import type { Services } from '../services';
import type { RowArgument } from './ids';

export interface RowsMeant {
  config: string;
  positions: number[];
  /** They were named in the list of suspects, so that the next of the list is gone on to. */
  inList: boolean;
}

/**
 * Those that are selected in the list when the argument is one of them, else the argument; without one those selected in the visible
 * list, else the suspect under the cursor. Throws `usage` when there is none, `stale` when the rows were ranked again meanwhile.
 */
export function rowsMeant(services: Services, argument?: RowArgument, selected?: RowArgument[]): RowsMeant {
  const named = selected && selected.length > 0 ? selected : argument ? [argument] : undefined;
  const list = services.suspectsView.visible ? services.suspectsView.selection : [];
  const rows =
    named?.flatMap((row) => rowName(row) ?? []) ?? (list.length > 0 ? list : underCursor(services));
  const [first] = rows;
  if (!first) {
    throw new LensError('usage', 'No suspect is selected.', {
      hint: 'Select rows in the list of suspected mislabels, or put the cursor on a suspect in its file.',
    });
  }
  const { result } = services.review.of(first.config);
  const sameRanking = rows.every(
    ({ config, position, hash }) =>
      config === first.config && result && hashAt(result.hashes, position) === hash,
  );
  if (!sameRanking) {
    throw new LensError('stale', 'The rows were ranked again meanwhile.', { hint: 'Select them again.' });
  }
  const inList = named ? named.some((row) => 'type' in row) : list.length > 0;
  return { config: first.config, positions: rows.map(({ position }) => position), inList };
}

function rowName(argument: RowArgument): RowName | undefined {
  if ('position' in argument) return argument;
  return argument.type === 'decision' ? argument.name : undefined;
}

function underCursor({ suspectPlaces, review }: Services): RowName[] {
  const editor = vscode.window.activeTextEditor;
  const suspect = editor && suspectPlaces.lines(editor.document.uri).get(editor.selection.active.line);
  return suspect ? [nameOf(suspect.config, review.of(suspect.config), suspect.position)] : [];
}
