/**
 * Fixes that were undone, or never saved: they leave the log, which is handed on as a patch, and come back to it when they are done again.
 * A file that others replaced by a copy without the fixes withdraws none of them. Pure but for looking rows up.
 */
import { DECISIONS_FILE, type Decision } from '../../contract/decisions';
import type { RecordPlace } from '../../contract/records';
import type { PlacedEntry } from '../sidecar/store';
import type { Standing } from './standing';

type Placed = PlacedEntry<Decision>;

export interface Withdrawals {
  /** Fixes that were withdrawn since the window was opened. */
  of(config: string): readonly Placed[];
  /**
   * What leaves the log and what comes back to it, given how all entries, those of `of` among them, stand. `saved`: the editor wrote the
   * file since the last time, so that fixes that are gone were undone, also by edits that were saved before anyone looked.
   */
  follow(
    config: string,
    entries: readonly Placed[],
    standing: readonly Standing[],
    saved: boolean,
  ): { withdrawn: Decision[]; restored: Placed[] };
  /** Something else was decided of these rows. */
  forget(config: string, decisions: readonly Decision[]): void;
  /** Looks the rows up again, after the data file changed. */
  relocate(config: string, locate: (file: string, entry: Decision) => Promise<RecordPlace>): Promise<void>;
}

export function createWithdrawals(): Withdrawals {
  const { identity } = DECISIONS_FILE;
  const withdrawn = new Map<string, Map<string, Placed>>();
  /** Fixes that edits in a document were seen to do or undo, and that are not saved. */
  const touched = new Map<string, Set<string>>();
  /** Fixes that counted when they were last looked at. */
  const counted = new Map<string, Set<string>>();
  const gone = (config: string) => withdrawn.get(config) ?? new Map<string, Placed>();

  return {
    of: (config) => [...gone(config).values()],
    follow(config, entries, standing, saved) {
      const countedBefore = counted.get(config) ?? new Set<string>();
      const before = new Set([...(touched.get(config) ?? []), ...(saved ? countedBefore : [])]);
      const now = new Set<string>();
      const counting = new Set<string>();
      const kept = new Map(gone(config));
      const leaving: Decision[] = [];
      const restored: Placed[] = [];
      entries.forEach((placed, i) => {
        const { entry, place } = placed;
        const { counts, unsaved } = standing[i];
        const key = identity(entry);
        if (unsaved) now.add(key);
        if (counts) counting.add(key);
        // Not found, perhaps in a file that is just being written: nothing is known anew.
        if (!place && before.has(key)) now.add(key);
        if (!place && countedBefore.has(key)) counting.add(key);
        if (kept.has(key)) {
          if (!counts) return;
          kept.delete(key);
          restored.push(placed);
        } else if (!counts && !unsaved && before.has(key) && place?.hash === entry.hash) {
          kept.set(key, placed);
          leaving.push(entry);
        }
      });
      touched.set(config, now);
      counted.set(config, counting);
      withdrawn.set(config, kept);
      return { withdrawn: leaving, restored };
    },
    forget(config, decisions) {
      for (const entry of decisions) withdrawn.get(config)?.delete(identity(entry));
    },
    async relocate(config, locate) {
      const all = gone(config);
      for (const [key, { entry, file }] of [...all]) {
        const place = await locate(file, entry).catch(() => undefined);
        if (all.has(key)) all.set(key, { entry, file, place });
      }
    },
  };
}
