// The package and its native addon: installing, its own download, and building it against a given C library.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { needTool } from './tools.mjs';

const name = '@tensorflow/tfjs-node';
const host = 'https://storage.googleapis.com';
const reachMs = 10_000;
const downloadMs = 10 * 60_000;

/** Folder of the package; installs its JavaScript when npm left it out because its download had failed. */
export function installPackage(require) {
  const find = () => {
    try {
      return dirname(require.resolve(`${name}/package.json`));
    } catch {
      return undefined;
    }
  };
  if (!find()) {
    const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    console.log(`Installing ${name} without its download.`);
    const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', [...args, `${name}@${optionalDependencies[name]}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const folder = find();
  if (!folder) throw new Error(`npm did not install ${name}`);
  return folder;
}

/** Runs the package's own install script where its server answers; tells whether it ended well. */
export async function ownDownload(folder) {
  try {
    await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(reachMs) });
  } catch {
    console.log(`${host} cannot be reached.`);
    return false;
  }
  console.log('Running its own install script.');
  const options = { cwd: folder, stdio: 'inherit', timeout: downloadMs, env: withBins(folder) };
  return spawnSync(process.execPath, ['scripts/install.js'], options).status === 0;
}

/** Builds the addon against the libraries and headers in `library`. */
export function buildAddon(folder, library) {
  needTool('make', ['make']);
  needTool('g++', ['g++']);
  needTool('python3', ['python3']);
  const deps = join(folder, 'deps');
  rmSync(deps, { recursive: true, force: true });
  mkdirSync(join(deps, 'lib'), { recursive: true });
  cpSync(join(library, 'include'), join(deps, 'include'), { recursive: true });
  for (const [file, alias] of [
    ['libtensorflow_cc.so.2', 'libtensorflow.so'],
    ['libtensorflow_framework.so.2', 'libtensorflow_framework.so'],
  ]) {
    linkOrCopy(join(library, file), join(deps, 'lib', file));
    symlinkSync(file, join(deps, 'lib', alias));
  }
  console.log('Building the addon.');
  const env = { ...withBins(folder), npm_config_nodedir: headers() };
  const options = { cwd: folder, encoding: 'utf8', env };
  const built = spawnSync('node-pre-gyp', ['install', '--build-from-source'], options);
  if (built.status === 0) return;
  const lines = String(built.error ?? built.stderr).split('\n');
  const telling = lines.filter((line) => /error:|undefined reference|cannot find|ENOENT/i.test(line));
  throw new Error(`the addon did not compile\n${(telling.length > 0 ? telling : lines).join('\n').trim()}`);
}

/** The prefix whose include/node holds Node's headers: beside this Node, or the distribution's. */
function headers() {
  const beside = resolve(dirname(process.execPath), '..');
  const found = () => [beside, '/usr'].find((prefix) => existsSync(join(prefix, 'include/node/node_api.h')));
  if (!found())
    needTool("Node's headers (libnode-dev)", ['libnode-dev'], 'test', ['-e', '/usr/include/node/node_api.h']);
  return found();
}

function withBins(folder) {
  const bins = [join(folder, 'node_modules/.bin'), resolve(folder, '../../.bin'), dirname(process.execPath)];
  return { ...process.env, PATH: [...bins, process.env.PATH].join(delimiter) };
}

function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
