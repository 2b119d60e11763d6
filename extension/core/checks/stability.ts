import type { Check } from '../../contract/documents';

const GOOD = 0.7;
const DOUBTFUL = 0.4;

/** @param shared for each training from another seed, how many of the `first` most influential rows are the same */
export function checkStability(shared: readonly number[], first: number): Check {
  const mean = shared.reduce((sum, count) => sum + count, 0) / shared.length;
  const share = mean / first;
  const status = share >= GOOD ? 'pass' : share >= DOUBTFUL ? 'warn' : 'fail';
  const finding = `Trained from ${shared.length} other seeds, ${Number(mean.toFixed(1))} of the ${first} most influential rows stay the same on average`;
  return {
    name: 'stability',
    status,
    value: share,
    message: status === 'pass' ? `${finding}.` : `${finding}: the ranking hangs on the seed.`,
  };
}
