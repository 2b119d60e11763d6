import type { Work } from '../../contract/progress';
import type { EditSpace } from '../../core/attack/space';
import type { SolverOptions } from '../../core/models/insight';
import type { Question } from '../validation/leaveOut';
import type { AttackedModel } from './editedModel';

/** Rows whose derivatives are taken through a network: those that its features have the most leverage in. */
const CANDIDATES = 24;

/** Position of the training row that an edit within the bounds can do the most with, to first order. */
export async function strongestRow(
  { model, features, rows }: AttackedModel,
  { features: target, explained }: Question,
  space: EditSpace,
  options: SolverOptions,
  work: Work,
): Promise<number> {
  const insight = model.insight!;
  const bounds = space.limit.map((limit, j) => limit / space.scale[j]);
  const within = rows.direct ? bounds : new Float64Array(features.cols).fill(1);
  const strength = await insight.editStrength!(target, explained, within, options, work);
  const order = Int32Array.from(strength.keys()).sort((a, b) => strength[b] - strength[a] || a - b);
  if (rows.direct) return order[0];
  const candidates = order.subarray(0, CANDIDATES);
  const byFeatures = new Float64Array(candidates.length * features.cols);
  for (const [i, at] of candidates.entries()) {
    const { training } = await insight.perturbation!(target, explained, at, options, work);
    byFeatures.set(training, i * features.cols);
  }
  const taken = await rows.take(candidates, work);
  const gradients = await rows.pullBack(
    taken,
    { kind: 'dense', rows: candidates.length, cols: features.cols, data: byFeatures },
    work,
  );
  const gains = Float64Array.from(candidates, (_, i) =>
    bounds.reduce((sum, bound, j) => sum + bound * Math.abs(gradients.data[i * gradients.cols + j]), 0),
  );
  return candidates[gains.indexOf(Math.max(...gains))];
}
