/** Lines of an open file on which flagged rows start. */
import type * as vscode from 'vscode';
import type { Services } from '../services';
import type { PlacedFlag } from './types';

export interface LinedFlag {
  config: string;
  flag: PlacedFlag;
}

/** Zero-based lines as the editor shows them now; rows that are lost or just being edited have none. */
export function flaggedLines(
  { datasets, flags, documents }: Services,
  file: vscode.Uri,
): Map<number, LinedFlag> {
  const lines = new Map<number, LinedFlag>();
  for (const dataset of datasets.using(file)) {
    const config = dataset.config.fsPath;
    for (const flag of flags.of(config)) {
      if (flag.file !== file.fsPath || !flag.place) continue;
      const line = documents.fromDisk(file, flag.place.line - 1);
      if (line !== undefined && !lines.has(line)) lines.set(line, { config, flag });
    }
  }
  return lines;
}
