/** Explanations that were asked for, kept for the workspace. */
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { DatasetRef, TargetChoice } from '../contract/protocol';
import type { RecordRef } from '../contract/records';

/** An explanation that was asked for. */
export interface RecentExplanation {
  dataset: DatasetRef;
  target: RecordRef;
  choice: TargetChoice;
  /** How it is listed: `Row 17: spam, predicted ham`. */
  title: string;
}

export interface RecentExplanations {
  /** Newest first. */
  readonly all: readonly RecentExplanation[];
  readonly onDidChange: vscode.Event<void>;
  /** To the front; the same explanation is listed once. */
  add(explanation: RecentExplanation): void;
  clear(): void;
}

const KEY = 'influence.recentExplanations';
const MOST = 20;

export function createRecentExplanations(state: vscode.Memento): RecentExplanations & vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let all = state.get<readonly RecentExplanation[]>(KEY, []);
  const set = (next: readonly RecentExplanation[]) => {
    all = next;
    void state.update(KEY, next);
    changed.fire();
  };
  const isSame = (a: RecentExplanation, b: RecentExplanation) =>
    isDeepStrictEqual([a.dataset.config, a.target, a.choice], [b.dataset.config, b.target, b.choice]);
  return {
    get all() {
      return all;
    },
    onDidChange: changed.event,
    add: (explanation) =>
      set([explanation, ...all.filter((other) => !isSame(other, explanation))].slice(0, MOST)),
    clear: () => set([]),
    dispose: () => changed.dispose(),
  };
}
