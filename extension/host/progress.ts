/** Long work with a progress bar, the time that is left and a cancel button. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Progress, Work } from '../contract/progress';
import { createProgressMeter } from './progressText';

/** What is done sooner shows no bar: it would only flicker. */
const SHOWN_AFTER_MS = 500;

/** Runs `task`; a cancel by the user aborts its signal. */
export async function withProgress<T>(title: string, task: (work: Work) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let latest: Progress | undefined;
  let show = (progress: Progress): void => {
    latest = progress;
  };
  const running = task({ signal: abort.signal, progress: (progress) => show(progress) });
  const settled = running.then(
    () => true,
    () => true,
  );
  if (await Promise.race([settled, sleep(SHOWN_AFTER_MS, false)])) return running;
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (report, token) => {
    const listener = token.onCancellationRequested(() => abort.abort());
    const meter = createProgressMeter();
    show = (progress) => report.report(meter(progress));
    if (latest) show(latest);
    try {
      return await running;
    } finally {
      listener.dispose();
    }
  });
}
