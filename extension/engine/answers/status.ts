import type { EngineStatus } from '../../contract/protocol';
import { backendFor, type Engine } from '../session/engine';

/** What the engine has started and loaded. */
export async function status(engine: Engine): Promise<EngineStatus> {
  const { head } = await backendFor(engine, 'auto');
  return {
    backend: head,
    datasets: [...engine.sessions].map(([config, state]) => ({ config, fitted: state.fitted !== undefined })),
    memory: process.memoryUsage().rss,
  };
}
