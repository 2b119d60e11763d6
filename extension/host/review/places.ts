/** On which lines the suspects stand that editors and Problems show: those of the ranking, or looked up again once the file has changed. */
import * as vscode from 'vscode';
import { isSuspect } from '../../contract/review';
import type { DatasetStore } from '../datasets/types';
import type { TrackedDocuments } from '../editor/documents';
import { toCurrent } from '../editor/lineHunks';
import type { Engine } from '../engineTypes';
import { onSettingChange, readSetting } from '../settings';
import { placeIn } from './queue';
import { hasRowsOfText } from './rowPlace';
import type { Review, ReviewStore } from './types';

export interface ShownSuspect {
  config: string;
  position: number;
  /** 1-based, on disk. */
  line: number;
}

export interface SuspectPlaces {
  readonly onDidChange: vscode.Event<{ config: string }>;
  /** Suspects and flagged rows that are undecided, at most as many as the setting allows; the most suspect first. */
  of(config: string): readonly ShownSuspect[];
  /** The suspects of a file by zero-based line as its editor shows it now; rows that are just being edited have none. */
  lines(file: vscode.Uri): Map<number, ShownSuspect>;
}

/** Milliseconds in which changes count as one. */
const SETTLE = 100;

export function createSuspectPlaces(
  engine: Engine,
  datasets: DatasetStore,
  documents: TrackedDocuments,
  review: ReviewStore,
): SuspectPlaces & vscode.Disposable {
  const shown = new Map<string, readonly ShownSuspect[]>();
  const timers = new Map<string, NodeJS.Timeout>();
  const turns = new Map<string, number>();
  const changed = new vscode.EventEmitter<{ config: string }>();

  const update = async (config: string): Promise<void> => {
    const turn = (turns.get(config) ?? 0) + 1;
    turns.set(config, turn);
    const state = review.of(config);
    const positions = shownPositions(state, readSetting('enabled') ? readSetting('maxProblems') : 0);
    const placed = await Promise.all(
      positions.map(async (position): Promise<ShownSuspect | undefined> => {
        const line = await lineOf(state, position);
        return line === undefined ? undefined : { config, position, line };
      }),
    );
    if (turns.get(config) !== turn) return;
    shown.set(
      config,
      placed.filter((one) => one !== undefined),
    );
    changed.fire({ config });
  };
  const lineOf = async ({ result, changedOnDisk }: Review, position: number): Promise<number | undefined> => {
    if (!changedOnDisk) return result!.training.line[position];
    // A row that cannot be found any more has no line.
    const place = await engine
      .request('locate', { place: placeIn(result!, position) })
      .catch(() => undefined);
    return place?.line;
  };
  const updateSoon = (config: string) => {
    clearTimeout(timers.get(config));
    timers.set(
      config,
      setTimeout(() => {
        timers.delete(config);
        void update(config);
      }, SETTLE),
    );
  };
  const listeners = vscode.Disposable.from(
    changed,
    review.onDidChange(({ config }) => {
      // At once where nothing has to be looked up, so that what was decided is gone from the screen.
      if (review.of(config).changedOnDisk) updateSoon(config);
      else void update(config);
    }),
    datasets.onDidChangeData(({ config }) => updateSoon(config.fsPath)),
    onSettingChange(['enabled', 'maxProblems'], () => {
      for (const { config } of datasets.all) void update(config.fsPath);
    }),
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
  );

  return {
    onDidChange: changed.event,
    of: (config) => shown.get(config) ?? [],
    lines(file) {
      const lines = new Map<number, ShownSuspect>();
      const hunks = documents.log(file)?.sinceDisk ?? [];
      for (const { config } of datasets.using(file)) {
        if (review.of(config.fsPath).result?.file !== file.fsPath) continue;
        for (const suspect of shown.get(config.fsPath) ?? []) {
          const line = toCurrent(hunks, suspect.line - 1);
          if (line !== undefined && !lines.has(line)) lines.set(line, suspect);
        }
      }
      return lines;
    },
    dispose: () => listeners.dispose(),
  };
}

/** Flagged rows first when there are too many. */
function shownPositions({ result, queue, decided, flagged }: Review, most: number): number[] {
  if (!result || !hasRowsOfText(result)) return [];
  const open = [...queue].filter((position) => !decided.has(position));
  const byHand = open.filter((position) => flagged.has(position));
  const others = open.filter((position) => isSuspect(result, position) && !flagged.has(position));
  const taken = new Set([...byHand, ...others].slice(0, most));
  return open.filter((position) => taken.has(position));
}
