/** Every command by its id, with the arguments that it takes. package.json declares the same ids (a test compares them). */
import type * as vscode from 'vscode';
import type { Flag } from '../../contract/flags';
import type { RecordPlace } from '../../contract/records';
import type { ReviewItem } from '../review/items';
import type { RowName } from '../review/types';

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

/** A row of the ranking: by its name, or as an entry of the list of suspects. */
export type RowArgument = RowName | ReviewItem;

export interface CommandArguments {
  'influence.setUpDataset': [];
  'influence.setUpDatasetFrom': [file: vscode.Uri];
  'influence.openSample': [];
  'influence.explainPrediction': [dataset?: DatasetArgument];
  'influence.verifyPrediction': [dataset?: DatasetArgument];
  'influence.findSlice': [dataset?: DatasetArgument];
  'influence.compareModels': [dataset?: DatasetArgument];
  'influence.auditVulnerability': [dataset?: DatasetArgument];
  'influence.explainFile': [file: vscode.Uri];
  'influence.explainRow': [row?: LineArgument | vscode.Uri];
  'influence.explainRecent': [recent: RecentArgument];
  'influence.clearRecent': [];
  'influence.toggleFlag': [row?: LineArgument | vscode.Uri];
  'influence.removeFlag': [flag: FlagArgument];
  'influence.openFlag': [flag: FlagArgument];
  'influence.openFlagsFile': [dataset?: DatasetArgument];
  'influence.findMislabels': [where?: DatasetArgument | vscode.Uri];
  'influence.nextSuspect': [];
  'influence.previousSuspect': [];
  'influence.acceptSuggestion': [row?: RowArgument, selected?: RowArgument[]];
  'influence.chooseLabel': [row?: RowArgument, selected?: RowArgument[]];
  'influence.keepLabel': [row?: RowArgument, selected?: RowArgument[]];
  'influence.skipSuspect': [row?: RowArgument, selected?: RowArgument[]];
  'influence.reopenSuspect': [row?: RowArgument, selected?: RowArgument[]];
  'influence.changeLabel': [row: RowName, to: string];
  'influence.openSuspect': [row: RowName];
  'influence.showMoreSuspects': [dataset: DatasetArgument];
  'influence.rankAgain': [];
  'influence.exportFixes': [dataset?: DatasetArgument];
  'influence.applyFixes': [dataset?: DatasetArgument];
  'influence.openDecisionsFile': [dataset?: DatasetArgument];
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
