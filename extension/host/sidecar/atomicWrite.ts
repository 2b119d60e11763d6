/** Replaces a small file so that, whatever happens meanwhile, it holds the old text or the new one. */
import { randomBytes } from 'node:crypto';
import { chmod, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LensError } from '../../contract/errors';

/** Throws an `io` error; a link is followed and stays a link, and the file's mode is kept. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const mode = await stat(target).then(
      (found) => found.mode,
      () => undefined,
    );
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new LensError(
      'io',
      `${file} could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      {
        hint: 'Check the permissions of the folder and the free space.',
        location: { file },
        cause,
      },
    );
  }
}
