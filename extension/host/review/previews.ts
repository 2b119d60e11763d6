/** A few words of each row of a ranking, to recognise it by. They come after the ranking and are kept with it. */
import * as vscode from 'vscode';
import { toErrorData } from '../../contract/errors';
import type { MislabelsResult } from '../../contract/protocol';
import type { DatasetStore } from '../datasets/types';
import type { TargetLists } from '../datasets/targetLists';
import type { ReviewStore } from './types';

export interface Previews {
  readonly onDidChange: vscode.Event<{ config: string }>;
  of(config: string, position: number): string | undefined;
}

export function createPreviews(
  review: ReviewStore,
  datasets: DatasetStore,
  targets: TargetLists,
  log: vscode.LogOutputChannel,
): Previews & vscode.Disposable {
  const known = new WeakMap<MislabelsResult, Map<number, string>>();
  const changed = new vscode.EventEmitter<{ config: string }>();
  const load = async (config: string) => {
    const { result, changedOnDisk } = review.of(config);
    const dataset = datasets.get(config);
    if (!result || !dataset || known.has(result) || changedOnDisk) return;
    known.set(result, new Map());
    const list = await targets.get(dataset, 'train', undefined);
    if (list.fingerprint !== result.head.dataset.fingerprint) return;
    known.set(result, new Map(Array.from(list.row, (row, i) => [row, list.preview[i]])));
    changed.fire({ config });
  };
  const listener = review.onDidChange(({ config }) => {
    load(config).catch((thrown: unknown) => log.warn(`Words of rows: ${toErrorData(thrown).message}`));
  });
  return {
    onDidChange: changed.event,
    of(config, position) {
      const { result } = review.of(config);
      return result && known.get(result)?.get(result.training.row[position]);
    },
    dispose: () => vscode.Disposable.from(listener, changed).dispose(),
  };
}
