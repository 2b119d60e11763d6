import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Cache } from '../cache/store';
import { contentKey } from '../cache/key';
import { describeTfjsNode, TFJS_NODE } from './tfjs-node';

/** What became of loading the native module in a process of its own. */
export type Probe = { available: true; version: string } | { available: false; reason: string };

const LIMIT_MS = 60_000;

/** Loads the module as the engine does, and lets the library add up something in float64. */
const SCRIPT = `
const util = require('node:util');
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;
const tf = require(process.argv[1]);
const binding = tf.backend().binding;
const one = binding.createTensor([1], binding.TF_INT64, new Int32Array(Float64Array.of(1).buffer));
const type = (name, value) => ({ name, type: binding.TF_ATTR_TYPE, value });
const double = binding.executeOp('Bitcast', [type('T', binding.TF_INT64), type('type', 2)], [one], 1)[0].id;
const sum = binding.executeOp('AddV2', [type('T', 2)], [double, double], 1)[0].id;
const bits = binding.executeOp('Bitcast', [type('T', 2), type('type', binding.TF_INT64)], [sum], 1)[0].id;
const result = new Float64Array(binding.tensorDataSync(bits).buffer)[0];
if (result !== 2) throw new Error('1 + 1 gave ' + result + ' in float64');
console.log('probed ' + tf.version['tfjs-node'] + ' (TensorFlow ' + binding.TF_Version + ')');
`;

/**
 * Whether the native module works, found out in a throw-away process: one built for another system may crash, and must not take
 * the engine with it. The answer is cached for this Node and this build of the module.
 */
export async function probeTfjsNode(cache: Cache, modulePath?: string): Promise<Probe> {
  const found = describeTfjsNode(modulePath);
  if (!found) return { available: false, reason: `${modulePath ?? TFJS_NODE} is not installed.` };
  const { entry, version } = found;
  const key = contentKey('native probe', process.version, process.arch, entry, version, builtMs(entry));
  const known = await cache.get(key);
  if (isProbe(known)) return known;
  const { probe, lasting } = await run(entry);
  if (lasting) await cache.put(key, probe);
  return probe;
}

/** What was found, and whether it would be found again: a machine that was merely too busy may do better next time. */
function run(entry: string): Promise<{ probe: Probe; lasting: boolean }> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2' };
  const options = { env, timeout: LIMIT_MS, killSignal: 'SIGKILL' as const, windowsHide: true };
  return new Promise((resolve) => {
    execFile(process.execPath, ['-e', SCRIPT, entry], options, (error, stdout, stderr) => {
      const version = /^probed (.*)$/m.exec(stdout)?.[1];
      const probe: Probe =
        !error && version !== undefined
          ? { available: true, version }
          : { available: false, reason: describeFailure(error, stderr) };
      resolve({ probe, lasting: !error?.killed });
    });
  });
}

function describeFailure(
  error: (Error & { signal?: NodeJS.Signals | null; killed?: boolean }) | null,
  stderr: string,
): string {
  if (error?.killed) return `It did not load within ${LIMIT_MS / 1000} s.`;
  if (error?.signal)
    return `Loading it ended the process with ${error.signal}: it is built for another system.`;
  const line = stderr.split('\n').find((text) => /^\w*Error\b/.test(text));
  return line?.trim() ?? 'It does not load.';
}

/** When the native library of the module was last built; it can be replaced without a change of version. */
function builtMs(entry: string): number {
  const folder = join(dirname(dirname(entry)), 'lib');
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return Math.max(0, ...files.map((file) => statSync(join(folder, file)).mtimeMs));
  } catch {
    return 0;
  }
}

function isProbe(value: unknown): value is Probe {
  return typeof value === 'object' && value !== null && 'available' in value;
}
