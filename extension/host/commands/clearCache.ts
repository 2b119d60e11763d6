import * as vscode from 'vscode';
import { formatBytes, plural } from '../editor/format';
import type { Services } from '../services';

/** Deletes every fitted model and score that is kept on disk. */
export async function clearCache({ engine, facts, scores, targets, review }: Services): Promise<void> {
  const { files, bytes } = await engine.request('clearCache', {});
  targets.clear();
  facts.clear();
  scores.clear();
  review.clear();
  void vscode.window.showInformationMessage(
    files === 0
      ? 'The cache was empty.'
      : `${plural(files, 'file')} (${formatBytes(bytes)}) deleted from the cache.`,
  );
}
