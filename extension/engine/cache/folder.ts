import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where cached models stand: INFLUENCE_LENS_CACHE, else what the caller gives, else the user's cache folder of the system. */
export function cacheFolder(given?: string): string {
  const set = process.env['INFLUENCE_LENS_CACHE'];
  if (set !== undefined && set !== '') return resolve(set);
  return given ?? join(envPaths('influence-lens', { suffix: '' }).cache, 'models');
}
