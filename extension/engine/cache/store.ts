import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeEntry, encodeEntry } from './entry';

/** Fitted models and scores by content key. A cache never fails: what can't be read is a miss, what can't be written is dropped. */
export interface Cache {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  clear(): Promise<{ files: number; bytes: number }>;
}

export interface CacheOptions {
  /** Entries used longest ago go first when the folder would grow past this. */
  maxBytes: number;
  log: (message: string) => void;
}

export const DEFAULT_CACHE_BYTES = 512 * 1024 * 1024;

/** Our own files only: the folder may be one that a user names, with other things in it. */
const ENTRY = /^[0-9a-f]{32}\.lens$/;
const TEMPORARY = /^[0-9a-f]{32}\.[0-9a-f]{12}\.tmp$/;
/** A temporary file this old was left by a process that died while writing. */
const ABANDONED_MS = 60 * 60 * 1000;

/** Keeps nothing. */
export const noCache: Cache = {
  get: () => Promise.resolve(undefined),
  put: () => Promise.resolve(),
  clear: () => Promise.resolve({ files: 0, bytes: 0 }),
};

/** A folder of entries, one file a key; it is made when the first entry is written. */
export function folderCache(folder: string, options: CacheOptions): Cache {
  const { maxBytes, log } = options;
  const path = (key: string) => join(folder, `${key}.lens`);

  async function get(key: string): Promise<unknown> {
    const bytes = await readFile(path(key)).catch(() => undefined);
    if (bytes === undefined) return undefined;
    const value = decodeEntry(bytes);
    if (value === undefined) {
      log(`Cache entry ${key} is damaged and is replaced.`);
      await rm(path(key), { force: true }).catch(() => undefined);
      return undefined;
    }
    const now = new Date();
    await utimes(path(key), now, now).catch(() => undefined);
    return value;
  }

  async function put(key: string, value: unknown): Promise<void> {
    const bytes = encodeEntry(value);
    if (bytes.length > maxBytes) return;
    const temporary = join(folder, `${key}.${randomBytes(6).toString('hex')}.tmp`);
    try {
      await mkdir(folder, { recursive: true });
      await makeRoom(bytes.length);
      await writeFile(temporary, bytes, { flag: 'wx', mode: 0o600 });
      await rename(temporary, path(key));
    } catch (error) {
      log(`A result could not be cached: ${(error as Error).message}`);
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  async function makeRoom(bytes: number): Promise<void> {
    const files = await ownFiles();
    let total = files.reduce((sum, file) => sum + file.bytes, 0) + bytes;
    const doomed = files.filter((file) => file.temporary && Date.now() - file.usedMs > ABANDONED_MS);
    total -= doomed.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files.filter((other) => !other.temporary).sort((a, b) => a.usedMs - b.usedMs)) {
      if (total <= maxBytes) break;
      doomed.push(file);
      total -= file.bytes;
    }
    for (const file of doomed) await rm(file.path, { force: true });
  }

  async function clear(): Promise<{ files: number; bytes: number }> {
    const files = await ownFiles();
    for (const file of files) await rm(file.path, { force: true });
    return { files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
  }

  async function ownFiles(): Promise<{ path: string; bytes: number; usedMs: number; temporary: boolean }[]> {
    const names = await readdir(folder).catch(() => []);
    const own = names.filter((name) => ENTRY.test(name) || TEMPORARY.test(name));
    const stats = await Promise.all(
      own.map(async (name) => {
        // Another process may have removed it since.
        const found = await stat(join(folder, name)).catch(() => undefined);
        return found?.isFile()
          ? [
              {
                path: join(folder, name),
                bytes: found.size,
                usedMs: found.mtimeMs,
                temporary: TEMPORARY.test(name),
              },
            ]
          : [];
      }),
    );
    return stats.flat();
  }

  return { get, put, clear };
}
