/** The first bytes of a file, which say what it is. */
import { open } from 'node:fs/promises';

const HEAD_BYTES = 4096;

/** Empty for a file that cannot be read. */
export async function fileHead(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
