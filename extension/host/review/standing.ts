/**
 * Whether the fixes of the log stand: told by the content of the document where the file is open with edits that are not saved, else of
 * the disk. An undo takes a fix back this way, a redo brings it back, and neither is listened for.
 */
import * as vscode from 'vscode';
import type { Decision } from '../../contract/decisions';
import type { DatasetRef } from '../../contract/protocol';
import type { RecordPlace } from '../../contract/records';
import { withLf } from '../editor/decodeRecord';
import type { TrackedDocuments } from '../editor/documents';
import { hunkAround, type Hunk, type Hunks } from '../editor/lineHunks';
import { readRecord } from '../editor/readRecord';
import { documentLines } from '../editor/recordRange';
import { standsIn } from '../editor/recordText';
import type { Engine } from '../engineTypes';
import type { PlacedEntry } from '../sidecar/store';
import { applyPlan, planEdits } from './fixes/plan';

export interface Standing {
  counts: boolean;
  /** It was told by edits that are not saved. */
  unsaved: boolean;
}

export interface StandingCheck {
  /** In the order of the entries. */
  check(dataset: DatasetRef, entries: readonly PlacedEntry<Decision>[]): Promise<Standing[]>;
}

/** A fix whose record lies among edited lines. */
interface Edited {
  index: number;
  entry: Decision;
  place: RecordPlace;
  text: string;
  hunk: Hunk;
}

export function createStandingCheck(engine: Engine, documents: TrackedDocuments): StandingCheck {
  /** Records as they are with the fix done, by record and fix. */
  const fixed = new Map<string, string>();
  const keyOf = ({ file, row, hash }: RecordPlace, { to }: Decision) => JSON.stringify([file, row, hash, to]);

  const hunksOf = (file: string): Hunks => documents.log(vscode.Uri.file(file))?.sinceDisk ?? [];

  const readEdited = async (
    index: number,
    entry: Decision,
    place: RecordPlace,
  ): Promise<Edited | undefined> => {
    const { text } = await readRecord(place);
    const first = place.line - 1;
    const last = first + withLf(text).split('\n').length - 1;
    const hunk = hunkAround(hunksOf(place.file), first, last);
    return hunk && { index, entry, place, text, hunk };
  };

  /** One question for all: each costs a pass over the file. Rows that cannot be planned are left out. */
  const planAll = async (dataset: DatasetRef, edited: readonly Edited[]): Promise<void> => {
    const unknown = edited.filter(({ entry, place }) => !fixed.has(keyOf(place, entry)));
    const pending = unknown.filter(({ entry, place }) => place.hash !== entry.hashAfter);
    for (const { entry, place, text } of unknown)
      if (place.hash === entry.hashAfter) fixed.set(keyOf(place, entry), withLf(text));
    if (pending.length === 0) return;
    const edits = pending.map(({ entry, place }) => ({ place, to: entry.to! }));
    const { planned } = await planEdits(engine, dataset, edits);
    for (const { index, plan } of planned) {
      const { entry, place, text } = pending[index];
      fixed.set(keyOf(place, entry), withLf(applyPlan(text, plan)));
    }
  };

  return {
    async check(dataset, entries) {
      // A reload of the file must not be taken for edits that undo a fix.
      const files = new Set(entries.map(({ file }) => file));
      await Promise.all([...files].map((file) => documents.known(vscode.Uri.file(file))));
      const standing = entries.map(({ entry, place }): Standing => ({
        counts: place !== undefined && (entry.hashAfter === undefined || place.hash === entry.hashAfter),
        unsaved: false,
      }));
      const reads = entries.map(({ entry, place }, index) =>
        place && entry.hashAfter !== undefined && hunksOf(place.file).length > 0
          ? readEdited(index, entry, place).catch(() => undefined)
          : undefined,
      );
      const edited = (await Promise.all(reads)).filter((one) => one !== undefined);
      await planAll(dataset, edited);
      for (const { index, entry, place, hunk } of edited) {
        const document = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === place.file);
        const text = fixed.get(keyOf(place, entry));
        const counts = document && text !== undefined && standsIn(hunk, text, documentLines(document));
        standing[index] = { counts: counts === true, unsaved: true };
      }
      return standing;
    },
  };
}
