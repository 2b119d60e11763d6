import { freemem, availableParallelism } from 'node:os';
import type { Params } from '../../contract/protocol';
import type { Work } from '../../contract/progress';
import type { Engine } from '../session/engine';
import { throwIfAborted } from '../work/queue';
import { type Helper, startHelper } from './helper';
import type { Change } from './leaveOut';

/** Time left from which on helpers are worth their start: each reads the data again. */
const WORTH_MS = 6000;
const MOST_HELPERS = 7;

export interface LeaveOutJob {
  engine: Engine;
  /** What a helper is asked, but for the rows. */
  question: Omit<Params<'leaveOut'>, 'groups'>;
  /** Positions of the rows that are left out together, one array a retraining. */
  groups: readonly Int32Array[];
  /** Retrains here. */
  here(rows: Int32Array): Promise<Change>;
  /** Time left from which on helpers are started; {@link WORTH_MS} when absent. */
  worthMs?: number;
}

/** Retrains without each group in turn, on all processors where it takes long. Answers in the order of the groups. */
export async function leaveOutAll(job: LeaveOutJob, work: Work): Promise<Change[]> {
  const { groups, here, question } = job;
  const changes: Change[] = [];
  const open = Array.from(groups.keys()).reverse();
  let done = 0;
  const told = (at: number, change: Change): void => {
    changes[at] = change;
    done++;
    work.progress({ stage: 'Retraining without rows', fraction: done / groups.length });
  };
  const workHere = async (atMost: number): Promise<void> => {
    for (let taken = 0; taken < atMost; taken++) {
      throwIfAborted(work.signal);
      const at = open.pop();
      if (at === undefined) return;
      told(at, await here(groups[at]));
    }
  };
  const workThere = async (helper: Helper): Promise<void> => {
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      try {
        const [change] = await helper.leaveOut({ ...question, groups: [groups[at]] });
        told(at, change);
      } catch {
        // What a helper could not do is done here, with an error that counts if there is one.
        open.push(at);
        return;
      }
    }
  };
  work.progress({ stage: 'Retraining without rows', fraction: 0 });
  const start = performance.now();
  await workHere(1);
  const left = (performance.now() - start) * open.length;
  const helpers = left > (job.worthMs ?? WORTH_MS) ? startHelpers(job.engine, open.length) : [];
  const stop = (): void => helpers.forEach((helper) => helper.stop());
  work.signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all([workHere(Infinity), ...helpers.map(workThere)]);
    await workHere(Infinity);
    return changes;
  } finally {
    work.signal.removeEventListener('abort', stop);
    stop();
  }
}

/** As many as there are processors beside this one's, and as the memory left holds processes like this one. */
function startHelpers(engine: Engine, groups: number): Helper[] {
  const room = Math.floor(freemem() / process.memoryUsage.rss());
  const count = Math.min(MOST_HELPERS, availableParallelism() - 1, room, groups - 1);
  return Array.from({ length: Math.max(0, count) }, () => startHelper(engine)).filter(
    (helper) => helper !== undefined,
  );
}
