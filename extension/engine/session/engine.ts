/** What all requests share: loaded datasets, backends, the cache on disk. One for a process. */
import type { BackendChoice } from '../../contract/config';
import type { Cache } from '../cache/store';
import { openBackend, type OpenBackend } from './backends';
import type { SessionState } from './state';

export interface EngineOptions {
  cache: Cache;
  log(level: 'info' | 'warn' | 'error', message: string): void;
}

export interface Engine extends EngineOptions {
  /** By the absolute path of the config, the one used last at the end. */
  readonly sessions: Map<string, SessionState>;
  readonly backends: Map<BackendChoice, Promise<OpenBackend>>;
}

export function createEngine(options: EngineOptions): Engine {
  return { ...options, sessions: new Map(), backends: new Map() };
}

/** The backend of a choice, started by the first who asks. */
export async function backendFor(engine: Engine, choice: BackendChoice): Promise<OpenBackend> {
  const known = engine.backends.get(choice);
  if (known) return known;
  const opening = openBackend(choice);
  engine.backends.set(choice, opening);
  try {
    return await opening;
  } catch (error) {
    // A cancel or a passing fault must not stand for ever.
    engine.backends.delete(choice);
    throw error;
  }
}
