import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../../extension/core/random';

/** A folder of its own for one test, with its own cache. */
export interface Workspace {
  folder: string;
  cache: string;
  config: string;
  write(name: string, content: string): string;
  remove(): void;
}

export function createWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'lens-'));
  return {
    folder,
    cache: join(folder, 'cache'),
    config: join(folder, 'influence.json'),
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Two classes in `columns` numeric columns, the first of which tells them apart, with noise; the same for the same seed. */
export function generatedCsv(rows: number, columns: number, seed: number): string {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const lines = [[...Array.from({ length: columns }, (_, j) => `x${j}`), 'label'].join(',')];
  for (let i = 0; i < rows; i++) {
    const cells = Array.from({ length: columns }, normal);
    const label = cells[0]! + normal() > 0 ? 'pos' : 'neg';
    lines.push([...cells.map((cell) => cell.toFixed(4)), label].join(','));
  }
  return `${lines.join('\n')}\n`;
}
