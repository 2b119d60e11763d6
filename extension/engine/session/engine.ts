/** What all requests share: loaded datasets, backends, the cache on disk. One for a process. */
import type { BackendChoice } from '../../contract/config';
import { chooseBackend, type ChosenBackend, HEAVY_FLOPS } from '../backends/choose';
import type { Cache } from '../cache/store';
import type { SessionState } from './state';

export interface EngineOptions {
  cache: Cache;
  /** Where the cache is kept, for further processes that share it; absent: there are none. */
  cacheFolder?: string;
  /** Folder or path of the native module; the installed package when it is absent. */
  nativeModule?: string;
  /** Bytes that computations may take; absent: as much as WebAssembly can address. */
  memory?: number;
  log(level: 'info' | 'warn' | 'error', message: string): void;
}

export interface Engine extends EngineOptions {
  /** By the absolute path of the config, the one used last at the end. */
  readonly sessions: Map<string, SessionState>;
  /** Started backends, by choice and whether the work is heavy. */
  readonly backends: Map<string, Promise<ChosenBackend>>;
}

export function createEngine(options: EngineOptions): Engine {
  return { ...options, sessions: new Map(), backends: new Map() };
}

/** The backend for a choice and the work that lies ahead, started by the first who asks. */
export async function backendFor(
  engine: Engine,
  choice: BackendChoice,
  flops: number,
): Promise<ChosenBackend> {
  const key = `${choice} ${choice === 'auto' && flops >= HEAVY_FLOPS ? 'heavy' : 'any'}`;
  const known = engine.backends.get(key);
  if (known) return known;
  const starting = chooseBackend(choice, {
    flops,
    cache: engine.cache,
    modulePath: engine.nativeModule,
    memory: engine.memory,
  });
  engine.backends.set(key, starting);
  try {
    return await starting;
  } catch (error) {
    // What is not there now may be installed later.
    engine.backends.delete(key);
    throw error;
  }
}
