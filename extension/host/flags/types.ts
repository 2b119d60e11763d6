/** Rows flagged as suspected mislabels, as the rest of the host sees them. */
import type * as vscode from 'vscode';
import type { Flag } from '../../contract/flags';
import type { RecordPlace } from '../../contract/records';
import type { PlacedEntry } from '../sidecar/store';

export type PlacedFlag = PlacedEntry<Flag>;

/** What is known of a row when it is flagged. */
export interface FlagDetails {
  label?: string;
  suggested?: string;
  note?: string;
}

export interface FlagStore {
  /** `config` is the path of an influence.json whose flags changed. */
  readonly onDidChange: vscode.Event<{ config: string }>;
  of(config: string): readonly PlacedFlag[];
  isFlagged(config: string, place: RecordPlace): boolean;
  add(config: string, place: RecordPlace, details?: FlagDetails): Promise<void>;
  remove(config: string, place: RecordPlace): Promise<void>;
  /** Also for a flag whose row is lost. */
  removeFlag(config: string, flag: Flag): Promise<void>;
  /** True when the row is flagged now. */
  toggle(config: string, place: RecordPlace, details?: FlagDetails): Promise<boolean>;
}
