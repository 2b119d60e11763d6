/** What the parts of the extension know of each other; `extension.ts` puts it together. */
import type * as vscode from 'vscode';
import type { ErrorData } from '../contract/errors';
import type { Work } from '../contract/progress';
import type { DatasetRef, Params, RequestName, Result, TargetChoice } from '../contract/protocol';
import type { RecordPlace, RecordRef } from '../contract/records';
import type { DatasetStore } from './datasets/types';
import type { FlagStore } from './flags/types';

/** The engine's process, as the rest of the host sees it: started by the first request. */
export interface Engine {
  request<N extends RequestName>(name: N, params: Params<N>, work?: Partial<Work>): Promise<Result<N>>;
}

/** An explanation that was asked for, newest first in the list of recent ones. */
export interface RecentExplanation {
  dataset: DatasetRef;
  target: RecordRef;
  choice: TargetChoice;
  /** How it is listed: `row 17: spam, predicted ham`. */
  title: string;
}

export interface RecentExplanations {
  readonly all: readonly RecentExplanation[];
  readonly onDidChange: vscode.Event<void>;
  /** To the front; the same explanation is listed once. */
  add(explanation: RecentExplanation): void;
  clear(): void;
}

export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly engine: Engine;
  readonly datasets: DatasetStore;
  readonly flags: FlagStore;
  readonly recent: RecentExplanations;
  /** Shows the file with the record selected, found again where it moved; refuses when that is ambiguous. */
  openRecord(place: RecordPlace, options?: { preserveFocus?: boolean }): Promise<void>;
  /** Logs any thrown value and shows it with its hint and what can be done; a cancellation shows nothing. */
  showError(thrown: unknown): ErrorData;
}
