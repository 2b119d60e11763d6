import type { EngineStatus } from '../../contract/protocol';
import { backendFor, type Engine } from '../session/engine';

/** What the engine has started and loaded. */
export async function status(engine: Engine): Promise<EngineStatus> {
  // What the last request computed with, else what the next small one would.
  const last = [...engine.sessions.values()].findLast((state) => state.fitted);
  const backend = last?.fitted?.value.backend ?? (await backendFor(engine, 'auto', 0)).head;
  return {
    backend,
    datasets: [...engine.sessions].map(([config, state]) => ({ config, fitted: state.fitted !== undefined })),
    memory: process.memoryUsage().rss,
  };
}
