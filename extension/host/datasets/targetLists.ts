/** Lists of rows that can be explained, kept until their files change. */
import type { Work } from '../../contract/progress';
import type { TargetsResult } from '../../contract/protocol';
import type { RecordSet } from '../../contract/records';
import type { Engine } from '../engineTypes';
import type { Dataset, DatasetStore } from './types';

export interface TargetLists {
  /** Rows of a set; `file` for `input`. */
  get(
    dataset: Dataset,
    set: RecordSet,
    file: string | undefined,
    work?: Partial<Work>,
  ): Promise<TargetsResult>;
  /** The list that is kept, without asking the engine. */
  peek(dataset: Dataset, set: RecordSet): TargetsResult | undefined;
  clear(): void;
}

/** Most lists that are kept: each holds a preview of every row. */
const KEPT = 4;

export function createTargetLists(engine: Engine, datasets: DatasetStore): TargetLists & { dispose(): void } {
  const lists = new Map<string, TargetsResult>();
  const keyOf = (config: string, ...rest: unknown[]) => JSON.stringify([config, ...rest]);
  const listener = datasets.onDidChangeData(({ config }) => {
    const prefix = keyOf(config.fsPath).slice(0, -1);
    for (const key of lists.keys()) if (key.startsWith(`${prefix},`)) lists.delete(key);
  });
  return {
    async get(dataset, set, file, work) {
      const ref = datasets.ref(dataset);
      const key = keyOf(ref.config, set, file, ref.backend);
      const kept = lists.get(key);
      // A sample file outside of the dataset is not watched, so it is read again.
      if (kept && set !== 'input' && (await isFresh(kept, ref))) return kept;
      const list = await engine.request('targets', { dataset: ref, set, file }, work);
      lists.delete(key);
      lists.set(key, list);
      const oldest = lists.keys().next().value;
      if (lists.size > KEPT && oldest !== undefined) lists.delete(oldest);
      return list;
    },
    peek(dataset, set) {
      const { config, backend } = datasets.ref(dataset);
      return lists.get(keyOf(config, set, undefined, backend));
    },
    clear: () => lists.clear(),
    dispose: () => listener.dispose(),
  };

  async function isFresh(list: TargetsResult, dataset: ReturnType<DatasetStore['ref']>): Promise<boolean> {
    return engine.request('fresh', { dataset, fingerprint: list.fingerprint });
  }
}
