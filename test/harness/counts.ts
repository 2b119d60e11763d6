import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What the counting reporter wrote. A run that left nothing, or ran no test, counts as one failure. */
export function readCounts(file: string): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
  return counts.passed + counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
