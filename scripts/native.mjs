// Makes @tensorflow/tfjs-node load: as it is, by its own download, or built against the C library of TensorFlow's Python wheel.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { buildAddon, installPackage, ownDownload } from './native/addon.mjs';
import { fetchLibrary } from './native/wheel.mjs';

const require = createRequire(import.meta.url);

// Functions that the package still calls and newer Nodes no longer have; the probe defines them as the engine does.
const probe = `
const util = require('node:util');
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;
const tf = require('@tensorflow/tfjs-node');
const sum = tf.tidy(() => tf.add(tf.scalar(1), tf.scalar(2)).dataSync()[0]);
if (sum !== 3) throw new Error('1 + 2 gave ' + sum);
console.log(tf.version['tfjs-node'] + ' with TensorFlow ' + tf.backend().binding.TF_Version);
`;

function tryLoading() {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const result = spawnSync(process.execPath, ['-e', probe], { encoding: 'utf8', env });
  if (result.status === 0) return { version: result.stdout.trim().split('\n').at(-1) };
  const lines = result.stderr.split('\n').filter((line) => /^\w*Error\b|^node: /.test(line));
  return { reason: lines[0] ?? `it ended with ${result.signal ?? result.status}` };
}

function finish(version, how) {
  console.log(`@tensorflow/tfjs-node ${version} loads: ${how}.`);
  process.exit(0);
}

const first = tryLoading();
if (first.version) finish(first.version, 'nothing to do');
console.log(`@tensorflow/tfjs-node does not load yet: ${first.reason}`);

try {
  const folder = installPackage(require);
  if (await ownDownload(folder)) {
    const downloaded = tryLoading();
    if (downloaded.version) finish(downloaded.version, 'by its own download');
    console.log(`Its own download does not load here: ${downloaded.reason}`);
  }
  buildAddon(folder, await fetchLibrary());
  const built = tryLoading();
  if (built.version) finish(built.version, "built against TensorFlow's C library");
  throw new Error(`The addon was built and does not load: ${built.reason}`);
} catch (error) {
  console.error(`npm run native: ${error.message}`);
  console.error('Influence Lens works without it, on its embedded WebAssembly engine.');
  process.exit(1);
}
