/**
 * The engine's process as the extension host sees it: started by the first request, restarted after a crash, killed when it does
 * not take a cancel. Knows nothing of the editor.
 */
import { fromErrorData, LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { FromEngine, Params, RequestName, Result, ToEngine } from '../../contract/protocol';
import { type EngineProcess, type ProcessEnd, type ProcessOptions, startProcess } from './process';
import { createRestartBudget } from './restarts';

export type EngineState = 'stopped' | 'starting' | 'ready' | 'failed';

export interface ClientOptions extends ProcessOptions {
  log(level: 'info' | 'warn' | 'error', message: string): void;
  stateChanged?(state: EngineState): void;
}

export interface EngineClient {
  readonly state: EngineState;
  /** Process id while it runs. */
  readonly pid: number | undefined;
  /** Rejects with a `LensError`; with code `cancelled` as soon as the signal is aborted. */
  request<N extends RequestName>(name: N, params: Params<N>, work?: Partial<Work>): Promise<Result<N>>;
  /** Ends the process and forgets its crashes: the next request starts a new one. What runs is cancelled. */
  restart(): void;
  dispose(): void;
}

interface Pending {
  message: Extract<ToEngine, { type: 'request' }>;
  progress: Work['progress'];
  settle: { resolve(result: Result<RequestName>): void; reject(error: LensError): void };
  /** How often it was sent to a process that then crashed. */
  crashes: number;
}

const CANCEL_GRACE_MS = 2000;
const RESTARTS = 3;
const RESTART_WINDOW_MS = 5 * 60 * 1000;
/** A request that was under way in two crashes is taken for their cause. */
const CRASHES_PER_REQUEST = 2;

export function createEngineClient(options: ClientOptions): EngineClient {
  const budget = createRestartBudget(RESTARTS, RESTART_WINDOW_MS, () => performance.now());
  const pending = new Map<number, Pending>();
  /** Cancelled requests that the process has not answered yet, and the time they are given. */
  const cancelled = new Map<number, NodeJS.Timeout>();
  let child: EngineProcess | undefined;
  let state: EngineState = 'stopped';
  let pid: number | undefined;
  let nextId = 1;
  let disposed = false;

  const enter = (next: EngineState) => {
    if (state === next) return;
    state = next;
    options.stateChanged?.(next);
  };

  function start(): EngineProcess {
    enter('starting');
    const started: EngineProcess = startProcess(options, {
      message: (message) => {
        if (child === started) receive(message);
      },
      line: (line) => {
        options.log('info', line);
      },
      end: (end) => {
        if (child === started) crashed(end);
      },
    });
    return started;
  }

  function receive(message: FromEngine): void {
    switch (message.type) {
      case 'ready':
        pid = message.pid;
        enter('ready');
        return;
      case 'log':
        options.log(message.level, message.message);
        return;
      case 'progress':
        pending.get(message.id)?.progress(message.progress);
        return;
      case 'result':
        take(message.id)?.resolve(message.result);
        return;
      case 'error':
        take(message.id)?.reject(fromErrorData(message.error));
    }
  }

  /** The request is answered: it is no longer waited for. */
  function take(id: number): Pending['settle'] | undefined {
    clearTimeout(cancelled.get(id));
    cancelled.delete(id);
    const entry = pending.get(id);
    pending.delete(id);
    return entry?.settle;
  }

  /** The process is gone and nothing of what it was given will be answered. */
  function gone(next: EngineState): void {
    child = undefined;
    pid = undefined;
    for (const timer of cancelled.values()) clearTimeout(timer);
    cancelled.clear();
    enter(next);
  }

  function crashed(end: ProcessEnd): void {
    gone('stopped');
    budget.crashed();
    options.log('error', `The engine ${end.reason}.`);
    for (const [id, entry] of pending) {
      entry.crashes++;
      if (end.memory) failed(id, memoryError(end));
      else if (entry.crashes >= CRASHES_PER_REQUEST) failed(id, crashError(end));
    }
    resume();
  }

  /** Starts the process for what still waits, when there is anything and it may be started. */
  function resume(): void {
    if (pending.size === 0) return;
    if (!budget.allows()) {
      for (const id of [...pending.keys()]) failed(id, tooManyCrashes());
      return;
    }
    child = start();
    for (const entry of pending.values()) child.send(entry.message);
  }

  function failed(id: number, error: LensError): void {
    take(id)?.reject(error);
  }

  function tooManyCrashes(): LensError {
    enter('failed');
    const minutes = Math.ceil(budget.waitMs() / 60000);
    return new LensError('internal', 'The engine stopped too often and is not started again for now.', {
      hint: `Restart it by command, or wait ${minutes} min; the log tells what happened.`,
    });
  }

  function cancel(id: number): void {
    const entry = pending.get(id);
    if (!entry) return;
    pending.delete(id);
    entry.settle.reject(new LensError('cancelled', 'Cancelled.'));
    child?.send({ type: 'cancel', id });
    awaitCancel(id);
  }

  function awaitCancel(id: number): void {
    const timer = setTimeout(() => {
      // An older request that is still wanted may be what keeps the process busy: that is no reason to kill it.
      if ([...pending.keys()].some((other) => other < id)) {
        awaitCancel(id);
        return;
      }
      options.log('warn', 'The engine did not take a cancel in time and is restarted.');
      const stuck = child;
      gone('stopped');
      stuck?.kill();
      resume();
    }, CANCEL_GRACE_MS);
    cancelled.set(id, timer);
  }

  return {
    get state() {
      return state;
    },
    get pid() {
      return pid;
    },
    request<N extends RequestName>(name: N, params: Params<N>, work: Partial<Work> = {}): Promise<Result<N>> {
      return new Promise<Result<N>>((resolve, reject) => {
        const { signal } = work;
        if (signal?.aborted || disposed) {
          reject(new LensError('cancelled', 'Cancelled.'));
          return;
        }
        if (!child && !budget.allows()) {
          reject(tooManyCrashes());
          return;
        }
        const id = nextId++;
        const abort = () => {
          cancel(id);
        };
        const forget = () => signal?.removeEventListener('abort', abort);
        signal?.addEventListener('abort', abort, { once: true });
        // The protocol's types tie a request's name, params and result; the map of all requests can't.
        const message = { type: 'request', id, name, params } as Pending['message'];
        pending.set(id, {
          message,
          progress: work.progress ?? (() => undefined),
          settle: {
            resolve: (result) => {
              forget();
              resolve(result as Result<N>);
            },
            reject: (error) => {
              forget();
              reject(error);
            },
          },
          crashes: 0,
        });
        child ??= start();
        child.send(message);
      });
    },
    restart() {
      budget.reset();
      stop();
    },
    dispose() {
      disposed = true;
      stop();
    },
  };

  function stop(): void {
    const running = child;
    gone('stopped');
    running?.close();
    for (const id of [...pending.keys()]) failed(id, new LensError('cancelled', 'Cancelled.'));
  }
}

function memoryError(end: ProcessEnd): LensError {
  return new LensError(
    'memory',
    `The engine ${end.reason}, probably for lack of memory. The job is not run again.`,
    {
      hint: 'Close other programs, lower the setting influence.memory so that the engine keeps within what this computer has, or use fewer features, rows or pixels.',
    },
  );
}

function crashError(end: ProcessEnd): LensError {
  return new LensError('internal', `The engine ${end.reason} twice while working on this.`, {
    hint: 'The log tells more.',
  });
}
