/** Self-influence of the training rows of a dataset, as the editor features see it. */
import type * as vscode from 'vscode';
import type { ErrorData } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { SelfInfluenceResult, TargetsResult } from '../../contract/protocol';
import type { Dataset } from '../datasets/types';
import type { RowMap } from './rowMap';

export interface Scores {
  readonly result: SelfInfluenceResult;
  /** One-based, by position. */
  readonly ranks: Int32Array;
  /** Rows of the training file; with those held out for the test when that is a fraction. */
  readonly rows: RowMap;
  /** The held-out rows of a fraction, which `rows` names by their index here. */
  readonly heldOut?: TargetsResult;
}

export interface ScoreState {
  readonly status: 'none' | 'computing' | 'ready' | 'failed' | 'stopped';
  /** The last that were computed, also while newer ones are under way or failed. */
  readonly scores?: Scores;
  /** The files changed since `scores` were computed. */
  readonly stale: boolean;
  readonly error?: ErrorData;
}

export interface ScoreStore {
  readonly onDidChange: vscode.Event<Dataset>;
  state(config: string): ScoreState;
  /** Starts computing when there is nothing yet, in the background. */
  ensure(dataset: Dataset): void;
  /** Computes again and waits for it; what runs already is stopped. Throws what the engine throws. */
  compute(dataset: Dataset, work?: Partial<Work>): Promise<void>;
  /** Ends what `ensure` started; it does not start by itself again. */
  stop(dataset: Dataset): void;
  /** Forgets everything, after the cache was cleared or another backend chosen. */
  clear(): void;
}
