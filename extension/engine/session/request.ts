import { resolve } from 'node:path';
import type { Timings } from '../../contract/documents';
import type { Work } from '../../contract/progress';
import type { DatasetRef } from '../../contract/protocol';
import type { Dataset } from '../dataset/types';
import { serialQueue } from '../work/queue';
import type { Engine } from './engine';
import { dropSession, type SessionState } from './state';

/** One request on one dataset, while it has its turn. */
export interface DatasetRequest {
  engine: Engine;
  state: SessionState;
  ref: DatasetRef;
  work: Work;
  /** Time that this request has spent; what was there already costs nothing. */
  timings: Timings;
}

/** Datasets kept in memory; the one not used for longest goes first. */
const KEPT_SESSIONS = 4;

/** Runs a job on a dataset when it is its turn. */
export async function onDataset<T>(
  engine: Engine,
  ref: DatasetRef,
  work: Work,
  job: (request: DatasetRequest) => Promise<T>,
): Promise<T> {
  const state = stateOf(engine, resolve(ref.config));
  return state.queue.run(work.signal, () =>
    job({ engine, state, ref, work, timings: { readMs: 0, fitMs: 0, solveMs: 0, scoreMs: 0 } }),
  );
}

/**
 * The dataset behind an answer with this fingerprint, to look things up in while another request has its turn; undefined when there is
 * none to wait for, or none held.
 */
export function heldDataset(
  engine: Engine,
  ref: DatasetRef,
  fingerprint: string | undefined,
): Dataset | undefined {
  const state = engine.sessions.get(resolve(ref.config));
  const held = state?.queue.busy ? state.dataset?.value : undefined;
  return held?.fingerprint === fingerprint ? held : undefined;
}

/** Runs a step and adds its time. */
export async function timed<T>(timings: Timings, step: keyof Timings, run: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await run();
  } finally {
    timings[step] += performance.now() - start;
  }
}

function stateOf(engine: Engine, config: string): SessionState {
  const state = engine.sessions.get(config) ?? { queue: serialQueue() };
  engine.sessions.delete(config);
  engine.sessions.set(config, state);
  for (const [other, old] of engine.sessions) {
    if (engine.sessions.size <= KEPT_SESSIONS) break;
    if (old.queue.busy) continue;
    engine.sessions.delete(other);
    dropSession(old);
  }
  return state;
}
