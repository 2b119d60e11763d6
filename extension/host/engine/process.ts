/** One run of the engine's process: starts it, passes messages, and says once how it ended. */
import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FromEngine, ToEngine } from '../../contract/protocol';

export interface ProcessOptions {
  /** Absolute path of the engine's bundle. */
  worker: string;
  /** Folder for cached models; the process makes it. */
  cacheFolder: string;
  /** Extra environment and options of Node itself. */
  env?: NodeJS.ProcessEnv;
  execArgv?: string[];
}

/** How a run ended. */
export interface ProcessEnd {
  /** What happened, in words for the log and the user. */
  reason: string;
  /** It ran out of memory, as far as that can be told: its own message, or a kill from outside, as the system does it. */
  memory: boolean;
}

export interface ProcessEvents {
  message(message: FromEngine): void;
  /** A line of its stdout or stderr. */
  line(line: string): void;
  /** Once, whatever the run ended of; also when it could not be started. */
  end(end: ProcessEnd): void;
}

export interface EngineProcess {
  send(message: ToEngine): void;
  /** At once; `end` follows. */
  kill(): void;
  /** Lets it exit by itself, and kills it when it has not after a second. */
  close(): void;
}

/** How long the rest of the output may take to arrive after the process is gone. */
const DRAIN_MS = 300;
const CLOSE_MS = 1000;
const STDERR_KEPT = 8192;

export function startProcess(options: ProcessOptions, events: ProcessEvents): EngineProcess {
  let stderr = '';
  let killed = false;
  let ended = false;
  const end = (result: ProcessEnd) => {
    if (ended) return;
    ended = true;
    events.end(result);
  };

  const child: ChildProcess = fork(options.worker, ['--cache', options.cacheFolder], {
    serialization: 'advanced',
    env: { ...process.env, ...options.env, ELECTRON_RUN_AS_NODE: '1' },
    // The options of this process (a debugger's port, say) are not for the child.
    execArgv: options.execArgv ?? [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.on('message', (message) => {
    events.message(message as FromEngine);
  });
  // A process that can't be started says `error` alone; one that fails later may say both, or `exit` alone.
  child.on('error', (error) => {
    if (child.pid === undefined) end({ reason: `could not be started: ${error.message}`, memory: false });
  });
  const finish = (code: number | null, signal: NodeJS.Signals | null) => {
    end({
      reason: signal === null ? `exited with code ${String(code)}` : `was ended by ${signal}`,
      memory: /out of memory|allocation failed/i.test(stderr) || (signal === 'SIGKILL' && !killed),
    });
  };
  child.on('exit', (code, signal) => {
    setTimeout(() => {
      finish(code, signal);
    }, DRAIN_MS).unref();
  });
  child.on('close', finish);
  forwardLines(child.stdout, events.line);
  forwardLines(child.stderr, events.line);
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-STDERR_KEPT);
  });

  const kill = () => {
    killed = true;
    child.kill('SIGKILL');
  };
  return {
    send(message) {
      // When the channel is gone the end of the process follows, and with it everything that waits is settled.
      if (child.connected) child.send(message, () => undefined);
    },
    kill,
    close() {
      killed = true;
      if (child.connected) child.disconnect();
      const timer = setTimeout(kill, CLOSE_MS);
      child.once('exit', () => {
        clearTimeout(timer);
      });
    },
  };
}

function forwardLines(stream: Readable | null, line: (text: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', line);
}
