/** What a network can be asked beyond its ranking: the same as a linear model, of its linearisation and with its damped curvature. */
import type { Work } from '../../../contract/progress';
import type { Matrix } from '../../linalg/types';
import { denseRow } from '../linear/design';
import type { ModelInsight, SolverOptions } from '../insight';
import type { FittedModel, InfluenceOptions } from '../types';
import { createBatches } from './batches';
import { forecastChange } from './forecastChange';
import { isTracinCheap, tracin } from './gradientRankings';
import { lossAt } from './lossAt';
import { perturbRow } from './perturbation';
import { rankRows } from './rankings';
import { type LossResponse, penaltyShare, respond } from './response';
import { retrainChanged } from './retrain';
import type { NetworkState } from './state';

/** @param tensors makes TensorFlow.js' backend the current one */
export function networkInsight(state: NetworkState, tensors: () => Promise<void>): ModelInsight<FittedModel> {
  const responses = lastResponse(state);
  return {
    async forecastChange(...given) {
      await tensors();
      return forecastChange(state, ...given);
    },
    async retrainChanged(change, work) {
      await tensors();
      return retrainChanged(state, change, work);
    },
    async meanInfluence(...given) {
      await tensors();
      return meanInfluence(state, ...given);
    },
    async rankings(target, explained, options, work) {
      await tensors();
      const rankings = await rankRows(state, target, await responses(target, explained, options, work), work);
      if (!isTracinCheap(state)) return rankings;
      return { ...rankings, tracin: await tracin(state, target, explained, work) };
    },
    async perturbation(target, explained, row, options, work) {
      await tensors();
      const { s } = await responses(target, explained, options, work);
      return perturbRow(state.problem, target, explained, row, s);
    },
  };
}

/** Several questions about one loss follow each other: its response is kept until another is asked for. */
function lastResponse(
  state: NetworkState,
): (target: Matrix, explained: number, options: SolverOptions, work: Work) => Promise<LossResponse> {
  let last: { key: string; response: LossResponse } | undefined;
  return async (target, explained, options, work) => {
    const key = [explained, JSON.stringify(options), ...denseRow(target, 0)].join(' ');
    if (last?.key === key) return last.response;
    const loss = lossAt(state.problem, target, explained);
    const response = { ...loss, ...(await respond(state, loss.gradient, options, work)) };
    last = { key, response };
    return response;
  };
}

/** −∇L̃_iᵀ(C + δI)⁻¹ of the mean gradient over the targets. */
async function meanInfluence(
  state: NetworkState,
  targets: Matrix,
  classes: Int32Array,
  options: InfluenceOptions,
  work: Work,
): Promise<Float64Array> {
  const { problem, batches, backend } = state;
  const asked = createBatches({ ...problem, features: targets, labels: classes }, backend.memory);
  let mean: Float64Array | undefined;
  try {
    asked.forEach((at) => {
      const gradient = at.gradient().map((value) => value / classes.length);
      mean = mean?.map((value, j) => value + gradient[j]) ?? gradient;
    });
  } finally {
    asked.dispose();
  }
  const { s } = await respond(state, mean ?? new Float64Array(0), options, work);
  const share = penaltyShare(problem, s);
  const out = new Float64Array(problem.features.rows);
  batches.forEach((at, from) => at.gradientDots(s).forEach((value, i) => (out[from + i] = -(value + share))));
  return out;
}
