/** The lenses of a training file as plain data. Costs one lookup a lens, whatever the size of the file. */
import { lensRows, type LensSetting } from './lensChoice';
import type { Hunks } from './lineHunks';
import { currentLine, rowInfo, summary } from './rowInfo';
import type { Scores } from './scoreTypes';

export interface RowLens {
  /** Zero-based line of the document. */
  line: number;
  position: number;
  text: string;
}

export function rowLenses(scores: Scores, sinceBase: Hunks, setting: LensSetting, stale: boolean): RowLens[] {
  const lenses: RowLens[] = [];
  for (const position of lensRows(scores.result.order, setting)) {
    const line = currentLine(scores, sinceBase, position);
    if (line !== undefined) lenses.push({ line, position, text: summary(rowInfo(scores, position), stale) });
  }
  return lenses;
}
