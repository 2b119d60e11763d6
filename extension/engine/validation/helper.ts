/** A further process of the engine that takes part of a long list of retrainings. It reads the data and the cached fit by itself. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromErrorData, LensError } from '../../contract/errors';
import type { FromEngine, Params, ToEngine } from '../../contract/protocol';
import type { Engine } from '../session/engine';
import type { Change } from './leaveOut';

/** The bundled script: beside the bundle when packaged, in dist/ when run from its sources. */
const SCRIPTS = [join(__dirname, 'worker.js'), join(__dirname, '../../../dist/worker.js')];

export interface Helper {
  leaveOut(params: Params<'leaveOut'>): Promise<Change[]>;
  stop(): void;
}

/** Undefined where there is no script to run, or no cache from which it could take the fit. */
export function startHelper({
  cacheFolder,
  nativeModule,
  memory,
}: Pick<Engine, 'cacheFolder' | 'nativeModule' | 'memory'>): Helper | undefined {
  const script = SCRIPTS.find((file) => existsSync(file));
  if (script === undefined || cacheFolder === undefined) return undefined;
  const child: ChildProcess = fork(script, ['--cache', cacheFolder], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      ...(nativeModule !== undefined && { INFLUENCE_LENS_NATIVE: nativeModule }),
      ...(memory !== undefined && { INFLUENCE_LENS_MEMORY: String(memory / 2 ** 20) }),
    },
  });
  const waiting = new Map<
    number,
    { resolve: (changes: Change[]) => void; reject: (error: LensError) => void }
  >();
  let gone: LensError | undefined;
  const end = (): void => {
    gone ??= new LensError('internal', 'A helper process ended.');
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  child.on('message', (message: FromEngine) => {
    if (message.type !== 'result' && message.type !== 'error') return;
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'error') asked?.reject(fromErrorData(message.error));
    else asked?.resolve(message.result as Change[]);
  });
  child.on('error', end);
  child.on('exit', end);
  let id = 0;
  return {
    leaveOut: (params) =>
      new Promise((resolve, reject) => {
        if (gone) {
          reject(gone);
          return;
        }
        waiting.set(++id, { resolve, reject });
        const message: ToEngine = { type: 'request', id, name: 'leaveOut', params };
        child.send(message, (error) => error && end());
      }),
    stop() {
      child.kill();
      end();
    },
  };
}
