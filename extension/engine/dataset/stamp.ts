import { stat } from 'node:fs/promises';

/** What a file's metadata says of its content: equal stamps, the same content. */
export async function fileStamp(file: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
