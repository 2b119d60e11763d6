/** The engine with what the editor side adds to every request: Restricted Mode, what is running now, and what answers and errors tell. */
import * as vscode from 'vscode';
import { LensError, toErrorData, type ErrorData } from '../contract/errors';
import type { DocumentHead } from '../contract/documents';
import type { Progress } from '../contract/progress';
import type { Params, RequestName, Result } from '../contract/protocol';
import type { Engine } from './engineTypes';

export interface Job {
  readonly name: RequestName;
  /** Path of the influence.json that it works on. */
  readonly config?: string;
  readonly progress?: Progress;
}

export interface Activity {
  readonly jobs: readonly Job[];
  readonly onDidChange: vscode.Event<void>;
}

export interface EngineObserver {
  answered(config: string, head: DocumentHead | undefined): void;
  failed(config: string, error: ErrorData): void;
}

/** Requests that fit nothing and load no model: they work in Restricted Mode too. */
const HARMLESS: ReadonlySet<RequestName> = new Set([
  'status',
  'locate',
  'recordAt',
  'planLabelEdits',
  'clearCache',
  'fresh',
]);
/** Requests too short to be shown as running. */
const QUIET: ReadonlySet<RequestName> = new Set([
  ...HARMLESS,
  'cells',
  'search',
  'columnValues',
  'inspect',
  'inspectModel',
  'evidence',
  'layers',
]);
/** Requests about single records, or the model alone: how they end says nothing of the dataset. */
const OF_PARTS: ReadonlySet<RequestName> = new Set(['planLabelEdits', 'rewriteLabels', 'layers']);

export function observeEngine(
  engine: Engine,
  observer: EngineObserver,
): { engine: Engine; activity: Activity; dispose(): void } {
  const jobs = new Set<Job>();
  const changed = new vscode.EventEmitter<void>();

  const request = async <N extends RequestName>(
    name: N,
    params: Params<N>,
    work: Parameters<Engine['request']>[2] = {},
  ): Promise<Result<N>> => {
    refuseInRestrictedMode(name);
    const config = 'dataset' in params ? params.dataset.config : undefined;
    let job: Job = { name, config };
    const update = (next: Job) => {
      jobs.delete(job);
      job = next;
      jobs.add(job);
      changed.fire();
    };
    const quiet = QUIET.has(name);
    if (!quiet) update(job);
    try {
      const result = await engine.request(name, params, {
        signal: work.signal,
        progress(progress) {
          if (!quiet) update({ name, config, progress });
          work.progress?.(progress);
        },
      });
      if (config !== undefined && !OF_PARTS.has(name)) observer.answered(config, headOf(result));
      return result;
    } catch (thrown) {
      if (config !== undefined && !OF_PARTS.has(name)) observer.failed(config, toErrorData(thrown));
      throw thrown;
    } finally {
      if (jobs.delete(job)) changed.fire();
    }
  };

  return {
    engine: { request },
    activity: {
      get jobs() {
        return [...jobs];
      },
      onDidChange: changed.event,
    },
    dispose: () => changed.dispose(),
  };
}

function refuseInRestrictedMode(name: RequestName): void {
  if (vscode.workspace.isTrusted || HARMLESS.has(name)) return;
  throw new LensError('restricted', 'No model is fitted in Restricted Mode.', {
    hint: 'Trust this workspace to explain its predictions. Flags and data files can be looked at as they are.',
  });
}

/** Documents are heads themselves; other answers carry one. */
function headOf(result: unknown): DocumentHead | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  const head = 'head' in result ? result.head : 'model' in result && 'backend' in result ? result : undefined;
  return head as DocumentHead | undefined;
}
