/** Starts and stops one VS Code server with data folders of its own. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanSettings, type Settings } from './settings';
import { installVscodeServer, type EditionName, type VscodeServer } from './vscodeServer';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 3_000;

export interface ServerOptions {
  edition?: EditionName;
  /** Mocha in the extension host needs it; it suppresses notification toasts, so a person's view goes without. */
  smokeTestDriver?: boolean;
  /** .vsix files to install first. */
  vsix?: string[];
  settings?: Settings;
  /** Added to the environment of the extension host. */
  env?: Record<string, string>;
  /** New folders open in Restricted Mode. */
  workspaceTrust?: boolean;
  /** By default a free one. */
  port?: number;
  /** Keep user data and extensions here; by default in a folder that goes with the server. */
  dataDir?: string;
}

export interface RunningServer {
  port: number;
  /** Logs, settings, workspace copies: removed with the server, unless it was given. */
  dataDir: string;
  /** What the server printed. */
  output: () => string;
  stop: () => Promise<void>;
}

export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const vscode = installVscodeServer(options.edition);
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'influence-vscode-'));
  const removeData = () => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  const folder = (name: string) => {
    mkdirSync(join(dataDir, name), { recursive: true });
    return join(dataDir, name);
  };
  const settings = { ...cleanSettings, ...options.settings };
  writeFileSync(join(folder('user/User'), 'settings.json'), JSON.stringify(settings, null, 2));
  const folders = ['--server-data-dir', folder('server'), '--extensions-dir', folder('extensions')];
  const env = { ...serverEnvironment(folder('tmp')), ...options.env };
  for (const vsix of options.vsix ?? []) await installExtension(vscode, vsix, folders, env);

  const child = spawn(
    vscode.node,
    [
      '--enable-source-maps',
      join(vscode.home, 'out/server-main.js'),
      ...[
        '--host',
        '127.0.0.1',
        '--port',
        '0',
        '--without-connection-token',
        '--accept-server-license-terms',
      ],
      ...['--telemetry-level', 'off', '--disable-telemetry', '--disable-experiments'],
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...['--user-data-dir', folder('user'), ...folders],
      ...(options.smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    // A group of its own: the extension host and its children end with it.
    { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output += data.toString()));
  }
  const killNow = () => signalGroup(child, 'SIGKILL');
  process.once('exit', killNow);
  const stop = async () => {
    await stopGroup(child);
    process.off('exit', killNow);
    removeData();
  };
  try {
    const port = await listeningPort(child, () => output);
    return { port, dataDir, output: () => output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The environment as it is, without what an editor around this process has put there. */
function serverEnvironment(tmp: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{}', TMPDIR: tmp };
}

async function installExtension(
  vscode: VscodeServer,
  vsix: string,
  folders: string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const args = [join(vscode.home, 'out/server-main.js'), ...folders, '--install-extension', vsix, '--force'];
  await promisify(execFile)(vscode.node, args, { env });
  const extensions = readdirSync(folders[3]!);
  if (!extensions.some((name) => name.startsWith('influence-lens.'))) {
    throw new Error(`${vsix} was not installed; the extensions folder holds: ${extensions.join(', ')}`);
  }
}

function listeningPort(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`The VS Code server ${why}. It printed:\n${output()}`));
    };
    const timer = setTimeout(() => fail('did not start in time'), START_LIMIT_MS);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code) => fail(`ended with code ${code}`));
    child.stdout?.on('data', () => {
      const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

async function stopGroup(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
}
