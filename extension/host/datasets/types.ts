/** Datasets of the workspace: one for each influence.json. */
import type * as vscode from 'vscode';
import type { ErrorData } from '../../contract/errors';
import type { DatasetRef } from '../../contract/protocol';

export interface Dataset {
  /** The influence.json; its path is the identity of the dataset. */
  readonly config: vscode.Uri;
  /** As shown: the config's `name`, else its folder, made distinct by the file's name where a folder has several. */
  readonly name: string;
  /** Absent while the config cannot be read that far. */
  readonly train?: vscode.Uri;
  /** Absent when the test rows are a fraction of the training file. */
  readonly test?: vscode.Uri;
  readonly label?: string;
  /** A column of the table names images. */
  readonly hasImageColumns?: boolean;
  /** `model.type`. */
  readonly model?: string;
  /** Why the config cannot be used. */
  readonly problem?: ErrorData;
}

export interface DatasetStore {
  readonly all: readonly Dataset[];
  /** The one that commands work on unless they are given a file or a row. */
  readonly active: Dataset | undefined;
  /** Datasets came or went, changed their config, or another became active. */
  readonly onDidChange: vscode.Event<void>;
  /** Contents of a train, test or config file of this dataset changed on disk. */
  readonly onDidChangeData: vscode.Event<Dataset>;
  /** Resolves when the workspace has been searched once. */
  readonly ready: Promise<void>;
  get(config: string): Dataset | undefined;
  setActive(dataset: Dataset): Promise<void>;
  /** Datasets that train or test on this file, or on a folder that it lies in, the active one first. */
  using(file: vscode.Uri): Dataset[];
  /** As the engine is asked for it, with the settings of the user. */
  ref(dataset: Dataset): DatasetRef;
  /** Searches the workspace again, without waiting for the file watcher. */
  refresh(): Promise<void>;
}
