/** A fitted network and what it can be asked. What holds for linear models alone is absent (definitions: Non-convex models). */
import type { Check } from '../../../contract/documents';
import { LensError } from '../../../contract/errors';
import { readParameters } from '../../autodiff/parameters';
import { checkCurvature } from '../../checks/curvature';
import { checkNetworkStationarity } from '../../checks/networkStationarity';
import type { Matrix } from '../../linalg/types';
import type { FitReport, FittedModel } from '../types';
import { type Batches, createBatches } from './batches';
import { networkEvidence } from './evidence';
import { explainLoss } from './explain';
import { type Checkpoint, savedCheckpoints } from './checkpoints';
import type { NetworkContext } from './context';
import { createFactors, type Factors } from './factors';
import { gradientNorms } from './gradientNorms';
import { gradientRanking, gradientRankingsOf } from './gradientRankings';
import { networkInsight } from './insight';
import { createInverse, type NetworkInverse } from './inverse';
import { logProbabilities, scoresOf } from './predict';
import type { NetworkProblem } from './problem';
import { retrainChanged } from './retrain';
import { scoreRows } from './rowScores';
import type { NetworkState } from './state';

/** What questions about the curvature start from, made before the model where its fit needs it already. */
export interface CurvatureParts {
  batches: Batches;
  factors: Factors;
}

/** What its training leaves behind. */
interface Trained {
  checkpoints?: readonly Checkpoint[];
  parts?: CurvatureParts;
}

export function curvatureParts(problem: NetworkProblem, { backend, store }: NetworkContext): CurvatureParts {
  const batches = createBatches(problem, backend.memory);
  return { batches, factors: createFactors(problem, batches, backend, store) };
}

export function createNetworkModel(
  problem: NetworkProblem,
  report: FitReport,
  context: NetworkContext,
  another: NetworkState['another'],
  { checkpoints = [], parts }: Trained = {},
): FittedModel {
  const { batches, factors } = parts ?? curvatureParts(problem, context);
  const { network, classes } = problem;
  // What is kept belongs to this model, and not to one that is retrained from it.
  const unkept = { ...context, store: undefined };
  let norms: Promise<Float64Array> | undefined;
  const inverses = new Map<string, NetworkInverse>();
  const state: NetworkState = {
    problem,
    batches,
    factors,
    backend: context.backend,
    another,
    checkpoints,
    async gradientNorms(work) {
      norms ??= gradientNorms(problem, batches, work);
      try {
        return await norms;
      } catch (error) {
        norms = undefined;
        throw error;
      }
    },
    modelOf: (other, otherReport) => createNetworkModel(other, otherReport, unkept, another),
    async inverse({ solver, damping, curvature = 'auto' }, work) {
      const key = `${solver} ${damping} ${curvature}`;
      const known = inverses.get(key);
      if (known) return known;
      const made = await createInverse(
        problem,
        batches,
        factors,
        { solver, damping, curvature },
        context.backend,
        work,
      );
      inverses.set(key, made);
      return made;
    },
  };
  const logs = (features: Matrix) => logProbabilities(scoresOf(network, features, classes), classes);
  const checks: Check[] = [checkNetworkStationarity(report), checkCurvature()];
  return {
    report,
    checks,
    additive: false,
    save: () => ({
      report,
      arrays: { theta: readParameters(network.parameters), ...savedCheckpoints(checkpoints) },
    }),
    probabilities: (features) => logs(features).map(Math.exp),
    logProbabilities: logs,
    async explain(target, explained, options, work) {
      if (target.rows !== 1)
        throw new LensError('internal', `One row is explained at a time, not ${target.rows}.`);
      await context.tensors();
      return explainLoss(state, target, explained, options, work);
    },
    gradientRankings: gradientRankingsOf(state),
    async gradientRanking(by, target, explained, work) {
      await context.tensors();
      return gradientRanking(state, by, target, explained, work);
    },
    async rowScores(options, work) {
      await context.tensors();
      return scoreRows(state, options, work);
    },
    async retrainWithout(rows, work) {
      await context.tensors();
      return retrainChanged(state, { rows }, work);
    },
    insight: networkInsight(state, context.tensors),
    evidence: networkEvidence(state, context.backend, context.tensors),
    dispose() {
      inverses.forEach((inverse) => inverse.dispose());
      batches.dispose();
      network.dispose();
    },
  };
}
