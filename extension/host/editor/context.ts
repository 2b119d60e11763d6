/** What the editor features of one data file share: its dataset, the scores and whether they are stale for what is on screen. */
import type * as vscode from 'vscode';
import type { Dataset } from '../datasets/types';
import type { Services } from '../services';
import type { Hunks } from './lineHunks';
import type { ScoreState } from './scoreTypes';

export interface EditorContext {
  dataset: Dataset;
  state: ScoreState;
  sinceBase: Hunks;
  /** The scores are not those of the text on screen. */
  stale: boolean;
}

/** Undefined for a file that is no training file. */
export function trainingContext(
  { datasets, scores, documents }: Services,
  file: vscode.Uri,
): EditorContext | undefined {
  const dataset = datasets.using(file).find(({ train }) => train?.fsPath === file.fsPath);
  if (!dataset) return undefined;
  const state = scores.state(dataset.config.fsPath);
  const sinceBase = documents.log(file)?.sinceBase ?? [];
  return { dataset, state, sinceBase, stale: state.stale || sinceBase.length > 0 };
}
