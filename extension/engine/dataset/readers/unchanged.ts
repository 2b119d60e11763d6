import { LensError } from '../../../contract/errors';
import { fileStamp } from '../stamp';
import type { ReadFile } from './types';

/** Throws a `stale` error when a file was written since it was read. */
export async function requireUnchanged({ path, stamp }: ReadFile): Promise<void> {
  if ((await fileStamp(path).catch(() => '')) === stamp) return;
  throw new LensError('stale', 'The file has changed since it was read.', {
    hint: 'Run the analysis again to see the current data.',
    location: { file: path },
  });
}
