/**
 * Installs a VS Code that runs in a browser, from npm alone: workbench, extension host and server out of the package
 * `code-server`, and the Node that this VS Code needs. Nothing is compiled.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheDir, repoRoot } from './paths';

export interface VscodeServer {
  /** The Node that runs it. */
  node: string;
  /** Folder of the server's `out/server-main.js`. */
  home: string;
}

interface Edition {
  /** Holds its package.json and lock file. */
  folder: string;
  /** The Node that it needs, in an installation. */
  node: string;
  /** Which module each shim replaces. */
  shims: Record<string, string>;
  /** Programs that an install script would have downloaded: where they are in an installation, and where the server looks. */
  programs: Record<string, string>;
}

const source = join(repoRoot, 'test/vscode-server');

const EDITIONS = {
  current: {
    folder: source,
    node: `node_modules/node-linux-${process.arch}/bin/node`,
    shims: { spdlog: '@vscode/spdlog', 'native-watchdog': '@vscode/native-watchdog' },
    programs: {},
  },
  /** The oldest VS Code that `engines.vscode` allows. */
  minimum: {
    folder: join(source, 'minimum'),
    node: process.execPath,
    shims: { spdlog: '@vscode/spdlog', 'native-watchdog': 'native-watchdog' },
    programs: {
      [`node_modules/@vscode/ripgrep-universal/bin/linux-${process.arch}/rg`]:
        'node_modules/@vscode/ripgrep/bin/rg',
    },
  },
} satisfies Record<string, Edition>;

export type EditionName = keyof typeof EDITIONS;

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
export function installVscodeServer(name: EditionName = 'current'): VscodeServer {
  if (!isVscodeServerSupported()) {
    throw new Error(
      `No VS Code server for ${process.platform} ${process.arch}: use "npm run test:electron".`,
    );
  }
  const edition: Edition = EDITIONS[name];
  const target = join(cacheDir, 'vscode-server', fingerprint(edition));
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    install(edition, draft);
    publish(draft, target);
  }
  return { node: resolve(target, edition.node), home: join(target, HOME) };
}

const HOME = 'node_modules/code-server/lib/vscode';

function fingerprint(edition: Edition): string {
  const hash = createHash('sha256').update(readFileSync(join(edition.folder, 'package-lock.json')));
  for (const shim of Object.keys(edition.shims)) hash.update(readFileSync(shimFile(shim)));
  return hash
    .update(Object.entries(edition.programs).join())
    .update(NOT_NEEDED.join())
    .digest('hex')
    .slice(0, 16);
}

const shimFile = (name: string) => join(source, 'shims', `${name}.js`);

function install(edition: Edition, folder: string): void {
  console.error('Installing a VS Code for the tests (once) …');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) {
    cpSync(join(edition.folder, name), join(folder, name));
  }
  npm(folder, 'ci', '--ignore-scripts');
  const home = join(folder, HOME);
  replaceGitSources(join(home, 'npm-shrinkwrap.json'));
  // Its own shrinkwrap pins these; `npm ci` refuses that file.
  npm(home, 'install', '--ignore-scripts', '--omit=dev');
  for (const [shim, name] of Object.entries(edition.shims)) {
    cpSync(shimFile(shim), join(home, 'node_modules', name, 'index.js'));
  }
  for (const [program, place] of Object.entries(edition.programs)) {
    cpSync(join(folder, program), join(home, place));
  }
  for (const part of NOT_NEEDED) rmSync(join(home, part), { recursive: true, force: true });
}

/** Packages that the shrinkwrap takes from GitHub come from the registry too. */
function replaceGitSources(file: string): void {
  const shrinkwrap = JSON.parse(readFileSync(file, 'utf8')) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  for (const entry of Object.values(shrinkwrap.packages)) {
    if (!entry.resolved?.startsWith('git+ssh:')) continue;
    delete entry.resolved;
    delete entry.integrity;
  }
  writeFileSync(file, JSON.stringify(shrinkwrap, null, 2));
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
