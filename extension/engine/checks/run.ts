import type { Check } from '../../contract/documents';
import { LensError } from '../../contract/errors';
import { throwIfAborted } from '../work/queue';
import { TRUST_CHECKS } from './registry';
import type { CheckContext, TrustCheck } from './types';

/** A check that takes no more operations than this is not noticed beside the explanation. */
const QUICK_FLOPS = 1e8;

/** @param full all of them; else those that cost next to nothing */
export async function runChecks(context: CheckContext, full: boolean): Promise<Check[]> {
  const checks: Check[] = [];
  for (const check of TRUST_CHECKS) {
    throwIfAborted(context.work.signal);
    if (!full && check.cost(context) > QUICK_FLOPS) continue;
    const outcome = await attempt(check, context);
    if (outcome) checks.push(outcome);
  }
  return checks;
}

/** What a check could not do is told as one, not as the failure of the explanation. */
async function attempt(check: TrustCheck, context: CheckContext): Promise<Check | undefined> {
  try {
    return await check.run(context);
  } catch (error) {
    if (!(error instanceof LensError) || error.code === 'cancelled') throw error;
    return {
      name: 'not-checked',
      status: 'warn',
      value: null,
      message: `One check could not be done: ${error.message} ${error.hint ?? ''}`.trim(),
    };
  }
}
