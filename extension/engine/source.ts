/** Files as byte sources: streamed in large chunks with the next one read ahead, or read at a position. */
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { LensError } from '../contract/errors';
import type { ByteSource } from '../core/tables/types';

const CHUNK = 4 * 1024 * 1024;

/** Opens nothing that stays open. Throws an `io` error when there is no such file or it cannot be read. */
export async function openFile(path: string, chunkSize = CHUNK): Promise<ByteSource> {
  const size = await withFile(path, async (file) => {
    const stat = await file.stat();
    if (stat.isDirectory()) throw ioError(path, 'This is a folder, not a file.', 'Name a data file in it.');
    return stat.size;
  });
  return {
    name: path,
    size,
    chunks: (signal, start = 0) =>
      chunks(path, signal, start, Math.min(chunkSize, Math.max(1, size - start))),
    read: (start, end) =>
      withFile(path, async (file) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
        return bytes.subarray(0, await readFully(file, bytes, start));
      }),
  };
}

async function* chunks(
  path: string,
  signal: AbortSignal,
  start: number,
  chunkSize: number,
): AsyncGenerator<Uint8Array> {
  const file = await openHandle(path);
  const buffers = [new Uint8Array(chunkSize), new Uint8Array(chunkSize)];
  let position = start;
  let ahead = readAhead(file, buffers[0], position);
  try {
    for (let turn = 0; ; turn = 1 - turn) {
      const count = await ahead;
      signal.throwIfAborted();
      if (count === 0) return;
      position += count;
      ahead = readAhead(file, buffers[1 - turn], position);
      yield buffers[turn].subarray(0, count);
    }
  } catch (thrown) {
    throw asIoError(path, thrown);
  } finally {
    await ahead.catch(() => 0);
    await file.close();
  }
}

/** A read that is waited for later: its failure counts as handled until then. */
function readAhead(file: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  const reading = readFully(file, bytes, position);
  reading.catch(() => undefined);
  return reading;
}

/** Fills `bytes` from the file; fewer only at its end. */
async function readFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  let count = 0;
  while (count < bytes.length) {
    const { bytesRead } = await file.read(bytes, count, bytes.length - count, position + count);
    if (bytesRead === 0) break;
    count += bytesRead;
  }
  return count;
}

async function openHandle(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (thrown) {
    throw asIoError(path, thrown);
  }
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openHandle(path);
  try {
    return await use(file);
  } catch (thrown) {
    throw asIoError(path, thrown);
  } finally {
    await file.close();
  }
}

function ioError(path: string, message: string, hint?: string, cause?: unknown): LensError {
  return new LensError('io', message, { hint, location: { file: path }, cause });
}

/** What the system says about a file, in a user's words; other errors as they are. */
function asIoError(path: string, thrown: unknown): unknown {
  if (thrown instanceof LensError) return thrown;
  const code = (thrown as NodeJS.ErrnoException | undefined)?.code ?? '';
  switch (code) {
    case 'ENOENT':
      return ioError(
        path,
        'There is no such file.',
        'Check the path; it is relative to the influence.json.',
        thrown,
      );
    case 'EACCES':
    case 'EPERM':
      return ioError(path, 'This file may not be read.', 'Check its permissions.', thrown);
    case 'EISDIR':
      return ioError(path, 'This is a folder, not a file.', 'Name a data file in it.', thrown);
    case 'EIO':
    case 'ENXIO':
      return ioError(path, 'The disk could not read this file.', 'Copy it elsewhere and try again.', thrown);
    default:
      return thrown;
  }
}
