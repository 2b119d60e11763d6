import type { Check } from '../../contract/documents';

/** Move of the explained loss, as a share of the largest effect of a row, that hides nothing of the ranking. */
const HARMLESS = 1e-3;
const BAD = 0.1;

/**
 * How far the explained loss would still move on the way to the exact optimum, |∇ℓᵀH⁻¹∇R| to first order, against what the most
 * influential row does.
 * @param largest largest |removalDelta|
 */
export function checkRemainingMove(move: number, largest: number): Check {
  const share = move / Math.max(largest, Number.MIN_VALUE);
  const status = share <= HARMLESS ? 'pass' : share <= BAD ? 'warn' : 'fail';
  const size = move.toExponential(1);
  return {
    name: 'remaining-move',
    status,
    value: move,
    message:
      status === 'pass'
        ? `Fitting to the last digit would move the explained loss by only ${size}.`
        : `Fitting to the last digit would still move the explained loss by ${size}, ${Math.round(100 * share)} % of what its most influential row does: small influences can't be told from that.`,
  };
}
