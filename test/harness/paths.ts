import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repoRoot = resolve(fileURLToPath(import.meta.url), '../../..');

/** Where test runs leave what a person may want to look at. */
export const outDir = join(repoRoot, 'out');

/** Outlives a clone, so that the next one does not download again. */
export const cacheDir = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'influence-lens');
