#!/usr/bin/env node
/** The command line: arguments in, a document or a report out. */
import { formatError, LensError, toErrorData } from '../contract/errors';
import { suggest } from '../core/nearest';
import { createEngine, type Engine } from '../engine/session/engine';
import { cacheFolder } from '../engine/cache/folder';
import { DEFAULT_CACHE_BYTES, folderCache, noCache } from '../engine/cache/store';
import { ENGINE_VERSION } from '../engine/version';
import { pacedProgress } from '../engine/work/pace';
import type { Command } from './command';
import { COMMANDS } from './commands/registry';
import { commandHelp, PROGRAM, programHelp } from './help';
import { parseOptions, usage } from './options/parse';
import type { OptionValues } from './options/types';
import { createProgressLine } from './output/progress';
import { createStyle } from './output/style';

const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
/** An interrupt that the computation has not taken by then ends the process. */
const INTERRUPT_GRACE_MS = 2000;

const style = createStyle(process.stdout, process.env);
const progress = createProgressLine(process.stderr);

async function run(args: readonly string[], signal: AbortSignal): Promise<string> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return programHelp(style);
  if (name === '--version' || name === '-v') return `${ENGINE_VERSION}\n`;
  const command = commandNamed(name);
  if (rest.some((argument) => argument === '--help' || argument === '-h')) return commandHelp(command, style);
  const options = parseOptions(rest, command.options);
  let engine: Promise<Engine> | undefined;
  return command.run({
    options,
    style,
    work: {
      signal,
      progress: pacedProgress((step) => {
        progress.show(step);
      }),
    },
    engine: () => (engine ??= Promise.resolve(openEngine(options))),
  });
}

function commandNamed(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command) return command;
  const names = COMMANDS.map((candidate) => candidate.name);
  throw usage(`Unknown command "${name}".`, suggest(name, names, 'commands'));
}

function openEngine(options: OptionValues): Engine {
  const withoutCache = options['no-cache'] === true;
  const log = (message: string) => {
    progress.clear();
    process.stderr.write(`${message}\n`);
  };
  const folder = withoutCache ? undefined : cacheFolder();
  return createEngine({
    cacheFolder: folder,
    cache: folder === undefined ? noCache : folderCache(folder, { maxBytes: DEFAULT_CACHE_BYTES, log }),
    memory: options.memory === undefined ? undefined : Number(options.memory) * 2 ** 20,
    log: (level, message) => {
      if (level !== 'info') log(message);
    },
  });
}

/** Writes everything, then ends: a backend's threads must not keep the process alive. */
function finish(code: number, stream: NodeJS.WriteStream, text: string): void {
  progress.clear();
  stream.write(text, () => process.exit(code));
}

function fail(thrown: unknown): void {
  const error = toErrorData(thrown);
  if (error.code === 'cancelled') {
    finish(EXIT.interrupted, process.stderr, 'Interrupted.\n');
    return;
  }
  const wrongUsage = error.code === 'usage';
  const line = `${PROGRAM}: ${formatError(error)}${wrongUsage ? ` See ${PROGRAM} --help.` : ''}`;
  const trace = error.code === 'internal' && process.env['DEBUG'] ? `\n${error.stack ?? ''}` : '';
  finish(
    wrongUsage ? EXIT.usage : EXIT.failed,
    process.stderr,
    `${line.replace(/\s*\n\s*/g, ' ')}${trace}\n`,
  );
}

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
    interrupt.abort(new LensError('cancelled', 'Interrupted.'));
    setTimeout(() => process.exit(EXIT.interrupted), INTERRUPT_GRACE_MS).unref();
  });
}
// Whoever reads our output may stop early, as `head` does.
process.stdout.on('error', () => process.exit(EXIT.done));

run(process.argv.slice(2), interrupt.signal).then((text) => {
  finish(EXIT.done, process.stdout, text.endsWith('\n') ? text : `${text}\n`);
}, fail);
