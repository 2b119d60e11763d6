/** Every command by its id, with the arguments that it takes. package.json declares the same ids (a test compares them). */
import type * as vscode from 'vscode';
import type { Flag } from '../../contract/flags';
import type { RecordPlace } from '../../contract/records';

/** A row by where it stands in a document right now, zero-based line. */
export interface LineArgument {
  /** `Uri.toString()`: arguments of links must be plain data. */
  uri: string;
  line: number;
}

/** A dataset in a tree. */
export interface DatasetArgument {
  config: string;
}

export interface FlagArgument {
  config: string;
  flag: Flag;
}

/** An explanation in the list of recent ones. */
export interface RecentArgument {
  index: number;
}

export interface CommandArguments {
  'influence.setUpDataset': [];
  'influence.setUpDatasetFrom': [file: vscode.Uri];
  'influence.openSample': [];
  'influence.explainPrediction': [dataset?: DatasetArgument];
  'influence.explainFile': [file: vscode.Uri];
  'influence.explainRow': [row?: LineArgument | vscode.Uri];
  'influence.explainRecent': [recent: RecentArgument];
  'influence.clearRecent': [];
  'influence.toggleFlag': [row?: LineArgument | vscode.Uri];
  'influence.removeFlag': [flag: FlagArgument];
  'influence.openFlag': [flag: FlagArgument];
  'influence.openFlagsFile': [dataset?: DatasetArgument];
  'influence.openRecord': [place: RecordPlace];
  'influence.openConfig': [dataset?: DatasetArgument];
  'influence.openData': [file: { file: string }];
  'influence.chooseDataset': [dataset?: DatasetArgument];
  'influence.chooseBackend': [];
  'influence.refit': [dataset?: DatasetArgument];
  'influence.stop': [dataset?: DatasetArgument];
  'influence.clearCache': [];
  'influence.showLog': [];
  'influence.showMenu': [];
  'influence.restartEngine': [];
  'influence.showError': [dataset: DatasetArgument];
}

export type CommandId = keyof CommandArguments;
