/** Why labels are suspect, asked for row by row when someone looks, and kept until the rows are ranked again. */
import * as vscode from 'vscode';
import type { Work } from '../../contract/progress';
import type { LabelEvidence } from '../../contract/review';
import type { DatasetStore } from '../datasets/types';
import type { Engine } from '../engineTypes';
import type { MislabelsResult } from '../../contract/protocol';
import type { ReviewStore } from './types';

export interface EvidenceStore {
  /** Evidence for a row has come. */
  readonly onDidChange: vscode.Event<{ config: string }>;
  /** What is known without asking. */
  peek(config: string, position: number): LabelEvidence | undefined;
  /** Undefined when the files changed since the ranking, in Restricted Mode, and without a ranking. */
  get(config: string, position: number, work?: Partial<Work>): Promise<LabelEvidence | undefined>;
}

export function createEvidenceStore(
  engine: Engine,
  datasets: DatasetStore,
  review: ReviewStore,
): EvidenceStore & vscode.Disposable {
  const known = new WeakMap<MislabelsResult, Map<number, LabelEvidence>>();
  const changed = new vscode.EventEmitter<{ config: string }>();
  const peek = (config: string, position: number) => {
    const { result } = review.of(config);
    return result && known.get(result)?.get(position);
  };
  return {
    onDidChange: changed.event,
    peek,
    async get(config, position, work) {
      const found = peek(config, position);
      const dataset = datasets.get(config);
      const { result, changedOnDisk } = review.of(config);
      if (found || !result || !dataset || changedOnDisk || !vscode.workspace.isTrusted) return found;
      const evidence = await engine.request(
        'evidence',
        {
          dataset: datasets.ref(dataset),
          row: { set: 'train', row: result.training.row[position] },
          fingerprint: result.head.dataset.fingerprint,
        },
        work,
      );
      known.set(result, (known.get(result) ?? new Map<number, LabelEvidence>()).set(position, evidence));
      changed.fire({ config });
      return evidence;
    },
    dispose: () => changed.dispose(),
  };
}
