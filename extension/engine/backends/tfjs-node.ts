import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as util from 'node:util';
import { LensError } from '../../contract/errors';
import type { TfjsNode } from '../../core/linalg/tensorflow/binding';

export const TFJS_NODE = '@tensorflow/tfjs-node';

/** The folder of a package or a path that `require` takes; the installed package when nothing is given. */
export type ModulePath = string | undefined;

/**
 * Loads the native module in this process. Throws a `backend` error when it is absent or does not load; a module built for
 * another system can also end the process, so probe it first.
 */
export function loadTfjsNode(modulePath?: ModulePath): TfjsNode {
  defineRemovedUtilities();
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  try {
    const tf = requireFrom()(modulePath ?? TFJS_NODE) as TfjsNode & { enableProdMode?(): void };
    // Without it TensorFlow.js warns on the console when a network loads it a second time, from our own bundle.
    tf.enableProdMode?.();
    return tf;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
    throw new LensError('backend', `${modulePath ?? TFJS_NODE} does not load: ${message}`, {
      hint: 'The embedded WebAssembly backend needs no native module.',
      cause,
    });
  }
}

/** Where the module's package.json says it is, or nothing when it is not installed. */
export function describeTfjsNode(modulePath?: ModulePath): { entry: string; version: string } | undefined {
  const require = requireFrom();
  try {
    const entry = require.resolve(modulePath ?? TFJS_NODE);
    const file = require.resolve(join(modulePath ?? TFJS_NODE, 'package.json'));
    // Not required: that would answer with what the file held when it was first asked for.
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version?: string };
    return { entry, version: manifest.version ?? '' };
  } catch {
    return undefined;
  }
}

/** `require` at run time, which a bundler leaves alone. */
function requireFrom(): NodeJS.Require {
  return createRequire(__filename);
}

/** Two functions of `util` that the module still calls and Node 23 removed. */
function defineRemovedUtilities(): void {
  const utilities = util as unknown as Record<string, unknown>;
  const target = (utilities['default'] ?? utilities) as Record<string, unknown>;
  target['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  target['isArray'] ??= Array.isArray;
}
