import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * What the counting reporter wrote. A run that left nothing counts as one failure, and so does one that ran no test, unless
 * tests were picked by name.
 */
export function readCounts(file: string, picked = false): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
  return counts.passed + counts.failed === 0 && !picked ? { ...counts, failed: 1 } : counts;
}
