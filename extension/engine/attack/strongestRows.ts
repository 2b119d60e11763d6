import type { Work } from '../../contract/progress';
import type { EditSpace } from '../../core/attack/space';
import type { SolverOptions } from '../../core/models/insight';
import type { Question } from '../validation/leaveOut';
import type { AttackedModel } from './attackedModel';

/**
 * Positions of the training rows that edits within the bounds can do the most with, to first order; through a network, edits that
 * move its features alike. Those of other classes than the explained one take turns with its own: the more such a row is made to look
 * like the one that is explained, the worse it is fitted, and the more it is worth, of which the first order says nothing.
 */
export async function strongestRows(
  { model, features, labels, rows }: AttackedModel,
  { features: target, explained }: Question,
  space: EditSpace,
  count: number,
  options: SolverOptions,
  work: Work,
): Promise<number[]> {
  const within = rows.direct
    ? space.limit.map((limit, j) => limit / space.scale[j])
    : new Float64Array(features.cols).fill(1);
  const strength = await model.insight!.editStrength!(target, explained, within, options, work);
  const order = Array.from(strength.keys()).sort((a, b) => strength[b] - strength[a] || a - b);
  const others = order.filter((at) => labels[at] !== explained);
  const own = order.filter((at) => labels[at] === explained);
  const turns = others.flatMap((at, i) => [at, ...own.slice(i, i + 1)]);
  return [...turns, ...own.slice(others.length)].slice(0, count);
}
