/**
 * Replaces byte ranges of a file that is too large to edit. The new content goes to a temporary file beside it, which takes its
 * place by a rename once it is complete and on disk: whenever the process is stopped, the file is wholly old or wholly new.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import {
  chmod,
  copyFile,
  constants,
  link,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';

/** Between the name of the file and the process that writes its temporary one. */
const TEMPORARY = '.influence-lens-';

export interface ByteEdit {
  /** Range [start, end) of the file as it is. */
  start: number;
  end: number;
  replacement: Uint8Array;
}

/**
 * @param edits ascending, not overlapping
 * @returns path of the backup that holds the file as it was
 * @throws `stale` when the file changes meanwhile; `io` when it cannot be written; the file is then as it was
 */
export async function rewriteFile(path: string, edits: readonly ByteEdit[], work: Work): Promise<string> {
  const file = await realpath(path);
  return replaced(file, file, edits, work, async () => keepBackup(file));
}

/** The same into another file, which takes the place of what had its name. */
export async function copyEdited(
  path: string,
  target: string,
  edits: readonly ByteEdit[],
  work: Work,
): Promise<void> {
  await replaced(path, target, edits, work, () => Promise.resolve());
}

async function replaced<T>(
  file: string,
  target: string,
  edits: readonly ByteEdit[],
  work: Work,
  beforeRename: () => Promise<T>,
): Promise<T> {
  const before = await stat(file);
  await removeLeftovers(target);
  const temporary = `${target}${TEMPORARY}${process.pid}.tmp`;
  try {
    await pipeline(
      edited(file, edits, before.size, work),
      createWriteStream(temporary, { flags: 'wx', mode: before.mode }),
      {
        signal: work.signal,
      },
    );
    await chmod(temporary, before.mode);
    await flush(temporary);
    const now = await stat(file);
    if (now.size !== before.size || now.mtimeMs !== before.mtimeMs) {
      throw new LensError(
        'stale',
        'The file was changed by another program while its labels were being written.',
        {
          hint: 'Nothing was changed. Fix the labels again.',
          location: { file },
        },
      );
    }
    const done = await beforeRename();
    await rename(temporary, target);
    await flush(dirname(target));
    return done;
  } catch (thrown) {
    await rm(temporary, { force: true });
    if (thrown instanceof LensError || work.signal.aborted) throw thrown;
    throw new LensError('io', `The labels could not be written: ${(thrown as Error).message}`, {
      hint: 'The file is as it was. Is there room on the disk, and may you write to its folder?',
      location: { file: target },
      cause: thrown,
    });
  }
}

/** What processes that were killed while they wrote this file left behind. */
async function removeLeftovers(target: string): Promise<void> {
  const folder = dirname(target);
  const start = `${basename(target)}${TEMPORARY}`;
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(start) ? Number(/^(\d+)\.tmp$/.exec(name.slice(start.length))?.[1]) : NaN;
    if (!Number.isNaN(pid) && !isRunning(pid)) await rm(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    // There is one, of somebody else.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function* edited(
  file: string,
  edits: readonly ByteEdit[],
  size: number,
  work: Work,
): AsyncGenerator<Uint8Array> {
  const began = Date.now();
  let at = 0;
  for (const { start, end, replacement } of [
    ...edits,
    { start: size, end: size, replacement: new Uint8Array(0) },
  ]) {
    if (start > at) {
      for await (const chunk of createReadStream(file, { start: at, end: start - 1 }) as Readable &
        AsyncIterable<Buffer>) {
        yield chunk;
        at += chunk.length;
        const etaMs = ((Date.now() - began) * (size - at)) / at;
        work.progress({ stage: 'Writing labels', fraction: at / size, etaMs });
      }
    }
    yield replacement;
    at = end;
  }
}

/** The old content under another name: a second name for the same bytes where the file system can, else a copy. */
async function keepBackup(file: string): Promise<string> {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  for (let n = 0; ; n++) {
    const backup = `${file}.backup-${time}${n === 0 ? '' : `-${n}`}`;
    try {
      await link(file, backup).catch((thrown: NodeJS.ErrnoException) => {
        if (thrown.code === 'EEXIST') throw thrown;
        return copyFile(file, backup, constants.COPYFILE_EXCL);
      });
      return backup;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    }
  }
}

/** Waits until what was written is on the disk. A folder cannot be flushed everywhere; then its file system does it in its own time. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
