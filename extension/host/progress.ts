/** Long work with a progress bar, the time that is left and a cancel button. */
import * as vscode from 'vscode';
import type { Work } from '../contract/progress';
import { createProgressMeter } from './progressText';

/** Runs `task`; a cancel by the user aborts its signal. */
export async function withProgress<T>(
  title: string,
  task: (work: Work) => Promise<T>,
  location: vscode.ProgressLocation = vscode.ProgressLocation.Notification,
): Promise<T> {
  return vscode.window.withProgress({ location, title, cancellable: true }, async (report, token) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    const meter = createProgressMeter();
    try {
      return await task({ signal: abort.signal, progress: (progress) => report.report(meter(progress)) });
    } finally {
      listener.dispose();
    }
  });
}
