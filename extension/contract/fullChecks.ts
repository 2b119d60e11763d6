/** All checks of a prediction, those that take seconds to minutes among them: how far they are, and what they say. */
import type { Check } from './documents';
import type { ErrorData } from './errors';
import type { Progress } from './progress';

export type FullChecks =
  | { phase: 'running'; progress?: Progress }
  | { phase: 'done'; checks: Check[] }
  | { phase: 'stopped' }
  | { phase: 'failed'; error: ErrorData };

/** An answer's own checks, and those of the prediction that it does not have. */
export function withFullChecks(own: readonly Check[], full: FullChecks | undefined): Check[] {
  if (full?.phase !== 'done') return [...own];
  const known = new Set(own.map(({ name }) => name));
  return [...own, ...full.checks.filter(({ name }) => !known.has(name))];
}
