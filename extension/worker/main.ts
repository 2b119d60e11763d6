/** The engine's process: messages in, answers out, nothing else. It ends with the process that started it. */
import { parseArgs } from 'node:util';
import type { FromEngine, ToEngine } from '../contract/protocol';
import { cacheFolder } from '../engine/cache/folder';
import { DEFAULT_CACHE_BYTES, folderCache } from '../engine/cache/store';
import { createEngine } from '../engine/session/engine';
import { pacedProgress } from '../engine/work/pace';
import { createDispatcher } from './dispatch';
import { createHandlers } from './handlers';

const { values } = parseArgs({ options: { cache: { type: 'string' } } });

function send(message: FromEngine): void {
  // The channel is gone when the parent is: the disconnect ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

const log = (level: 'info' | 'warn' | 'error', message: string): void => {
  send({ type: 'log', level, message });
};

function megabytes(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text) * 2 ** 20;
}

const folder = cacheFolder(values.cache);
const engine = createEngine({
  cacheFolder: folder,
  cache: folderCache(folder, {
    maxBytes: DEFAULT_CACHE_BYTES,
    log: (message) => {
      log('warn', message);
    },
  }),
  nativeModule: process.env['INFLUENCE_LENS_NATIVE'],
  memory: megabytes(process.env['INFLUENCE_LENS_MEMORY']),
  log,
});
const dispatcher = createDispatcher(createHandlers(engine), send, pacedProgress);

process.on('message', (message) => {
  dispatcher.receive(message as ToEngine);
});
process.on('disconnect', () => {
  process.exit(0);
});
send({ type: 'ready', pid: process.pid });
