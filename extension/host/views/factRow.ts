import type * as vscode from 'vscode';

/** A row under a dataset, or under another row. */
export interface FactRow {
  id: string;
  label: string;
  description: string;
  icon: string;
  command?: vscode.Command;
  tooltip?: string;
  /** Rows under it, read when it is opened. */
  children?(): Promise<FactRow[]>;
}
