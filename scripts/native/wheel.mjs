// TensorFlow's C library, out of the wheel that its authors publish for Python; cached, since the wheel has 270 MB.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { needTool } from './tools.mjs';

const version = '2.21.0';
const wheel = {
  name: `tensorflow_cpu-${version}-cp312-cp312-manylinux_2_27_x86_64.whl`,
  sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
};

/** What the addon needs of the wheel, and nothing else of its 2 GB. */
const extract = `
import sys, zipfile
wheel, target = sys.argv[1:]
wanted = ('tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2',
          'tensorflow/include/tensorflow/c/', 'tensorflow/include/tensorflow/core/platform/ctstring',
          'tensorflow/include/tsl/platform/', 'tensorflow/include/xla/tsl/c/')
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if name.startswith(wanted):
            archive.extract(name, target)
`;

/** Folder that holds the two libraries and `include/`. */
export async function fetchLibrary() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `the C library can be had this way on Linux x64 only, not on ${process.platform} ${process.arch}; give the machine access to storage.googleapis.com and run "npm rebuild @tensorflow/tfjs-node"`,
    );
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'influence-lens', 'native');
  const unpacked = join(cache, `tensorflow-${version}`);
  if (existsSync(unpacked)) return join(unpacked, 'tensorflow');
  mkdirSync(cache, { recursive: true });
  const python = needTool('python3', ['python3']);
  const file = join(cache, wheel.name);
  if (!existsSync(file) || (await sha256(file)) !== wheel.sha256) await download(python, cache, file);
  console.log('Unpacking the C library.');
  const partial = `${unpacked}.partial-${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  execFileSync(python, ['-c', extract, file, partial], { stdio: 'inherit' });
  renameSync(partial, unpacked);
  rmSync(file);
  return join(unpacked, 'tensorflow');
}

async function download(python, cache, file) {
  needTool('pip', ['python3-pip'], python, ['-m', 'pip', '--version']);
  console.log(`Downloading ${wheel.name} (270 MB) with pip.`);
  const tags = [
    '--python-version',
    '312',
    '--implementation',
    'cp',
    '--abi',
    'cp312',
    '--platform',
    'manylinux_2_27_x86_64',
  ];
  const args = [
    '-m',
    'pip',
    'download',
    `tensorflow-cpu==${version}`,
    '--no-deps',
    '--only-binary',
    ':all:',
    ...tags,
  ];
  try {
    execFileSync(python, [...args, '--dest', cache, '--disable-pip-version-check', '--quiet'], {
      stdio: 'inherit',
    });
  } catch (cause) {
    throw new Error(
      'pip could not download tensorflow-cpu; see its message above (a proxy or index to configure?)',
      { cause },
    );
  }
  const actual = await sha256(file);
  if (actual === wheel.sha256) return;
  rmSync(file);
  throw new Error(`${wheel.name} has the checksum ${actual}, expected ${wheel.sha256}`);
}

async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
