import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Content hash of everything that answers depend on: results cached by one state of the code are not taken by another. */
export function engineHash() {
  const hash = createHash('sha256');
  for (const folder of ['extension/contract', 'extension/core', 'extension/engine']) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const path of files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()) {
      hash.update(`${path.replaceAll('\\', '/')}\0`);
      hash.update(readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
