/** Data sets written once under out/data, by name and version of what writes them. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { InfluenceConfigInput } from '../../extension/contract/config';

const ROOT = join(import.meta.dirname, '..', '..', 'out', 'data');

/** Folder that `write` has filled, now or earlier. A run that was interrupted leaves nothing behind under the name. */
export async function prepared(
  name: string,
  write: (folder: string) => void | Promise<void>,
): Promise<string> {
  const folder = join(ROOT, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await write(unfinished);
  renameSync(unfinished, folder);
  return folder;
}

export function writeTable(file: string, header: readonly string[], rows: Iterable<readonly string[]>): void {
  writeFileSync(
    file,
    `${Papa.unparse({ fields: [...header], data: [...rows] as string[][] }, { newline: '\n' })}\n`,
  );
}

export function writeConfig(folder: string, config: InfluenceConfigInput, name = 'influence.json'): void {
  writeFileSync(join(folder, name), `${JSON.stringify(config, null, 2)}\n`);
}
