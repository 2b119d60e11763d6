/** The files below a folder. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contentKey } from '../../cache/key';

/** Files that are looked at together. */
const TOGETHER = 256;

/** Files that systems put into folders by themselves. */
const STRAY = /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

/**
 * The path of every file below a folder, relative to it, with slashes; hidden ones are left out and links are followed. Throws what
 * the file system throws.
 */
export async function filesBelow(folder: string, depth = 8): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (STRAY.test(entry.name)) continue;
    const target = entry.isSymbolicLink()
      ? await stat(join(folder, entry.name)).catch(() => undefined)
      : entry;
    if (target?.isFile()) found.push(entry.name);
    else if (target?.isDirectory() && depth > 0) {
      for (const below of await filesBelow(join(folder, entry.name), depth - 1))
        found.push(`${entry.name}/${below}`);
    }
  }
  return found;
}

/** Which files are below a folder, with size and time of change: equal stamps, the same content. */
export async function folderStamp(folder: string): Promise<string> {
  const paths = (await filesBelow(folder)).sort();
  const facts: string[] = [];
  for (let from = 0; from < paths.length; from += TOGETHER) {
    const some = paths.slice(from, from + TOGETHER);
    facts.push(...(await Promise.all(some.map((path) => factsOf(join(folder, path))))));
  }
  return contentKey(paths, facts);
}

async function factsOf(path: string): Promise<string> {
  const { ino, size, mtimeMs, ctimeMs } = await stat(path);
  return [ino, size, mtimeMs, ctimeMs].join(' ');
}
