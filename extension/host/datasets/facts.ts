/** What the last answers of the engine said of each dataset: model, fit, backend. Every answer carries it. */
import * as vscode from 'vscode';
import type { DocumentHead } from '../../contract/documents';
import type { ErrorData } from '../../contract/errors';

export interface Facts {
  readonly head?: DocumentHead;
  /** Why the last request failed; absent after one that did not. */
  readonly error?: ErrorData;
  /** The files changed since `head` was told. */
  readonly stale: boolean;
}

export interface FactStore {
  readonly onDidChange: vscode.Event<{ config: string }>;
  get(config: string): Facts | undefined;
  set(config: string, change: Partial<Facts>): void;
  /** After the cache was cleared or another backend chosen. */
  clear(): void;
}

export function createFactStore(): FactStore & vscode.Disposable {
  const facts = new Map<string, Facts>();
  const changed = new vscode.EventEmitter<{ config: string }>();
  return {
    onDidChange: changed.event,
    get: (config) => facts.get(config),
    set(config, change) {
      facts.set(config, { stale: false, ...facts.get(config), ...change });
      changed.fire({ config });
    },
    clear() {
      const configs = [...facts.keys()];
      facts.clear();
      for (const config of configs) changed.fire({ config });
    },
    dispose: () => changed.dispose(),
  };
}
