/**
 * Installs a VS Code that runs in a browser, from npm alone: workbench, extension host and server out of the package
 * `code-server`, and the Node that this VS Code needs. Nothing is compiled.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, repoRoot } from './paths';

export interface VscodeServer {
  /** The Node that runs it. */
  node: string;
  /** Folder of the server's `out/server-main.js`. */
  home: string;
}

const source = join(repoRoot, 'test/vscode-server');
const SHIMS = { spdlog: '@vscode/spdlog', 'native-watchdog': '@vscode/native-watchdog' };
/** Parts that no test touches, a third of the size. */
const NOT_NEEDED = [
  'node_modules/@github/copilot-sdk-linux-x64',
  'node_modules/@github/copilot-sdk-linux-arm64',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/windows-process-tree',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

export function isVscodeServerSupported(): boolean {
  return process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
}

/** Installed once a lock file; a second call, also from another clone, finds it. */
export function installVscodeServer(): VscodeServer {
  if (!isVscodeServerSupported()) {
    throw new Error(
      `No VS Code server for ${process.platform} ${process.arch}: use "npm run test:electron".`,
    );
  }
  const target = join(cacheDir, 'vscode-server', fingerprint());
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    install(draft);
    publish(draft, target);
  }
  return {
    node: join(target, `node_modules/node-linux-${process.arch}/bin/node`),
    home: join(target, 'node_modules/code-server/lib/vscode'),
  };
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const shims = readdirSync(join(source, 'shims')).map((name) => join('shims', name));
  for (const name of ['package-lock.json', ...shims]) hash.update(readFileSync(join(source, name)));
  return hash.update(NOT_NEEDED.join()).digest('hex').slice(0, 16);
}

function install(folder: string): void {
  console.error('Installing a VS Code for the tests (once) …');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(source, folder, { recursive: true, filter: (path) => !path.endsWith('node_modules') });
  npm(folder, 'ci', '--ignore-scripts');
  const home = join(folder, 'node_modules/code-server/lib/vscode');
  // Its own shrinkwrap pins these; `npm ci` refuses that file.
  npm(home, 'install', '--ignore-scripts', '--omit=dev');
  for (const [shim, name] of Object.entries(SHIMS)) {
    cpSync(join(source, `shims/${shim}.js`), join(home, 'node_modules', name, 'index.js'));
  }
  for (const part of NOT_NEEDED) rmSync(join(home, part), { recursive: true, force: true });
}

function npm(cwd: string, ...args: string[]): void {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...quiet], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

function publish(draft: string, target: string): void {
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another run was quicker.
    if (!existsSync(target)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}
