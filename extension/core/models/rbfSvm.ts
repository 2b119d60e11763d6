import { createFeatureMap } from './kernel/featureMap';
import { perturbThroughKernel } from './kernel/perturbation';
import { automaticGamma } from './kernel/rbf';
import { linearFamily } from './linear/family';
import { smoothHingeLoss } from './linear/losses/smoothHinge';
import type { ModelInsight } from './insight';
import type { FitContext, FittedModel, ModelFamily, TrainingProblem } from './types';

type Config = Parameters<ModelFamily<'rbf-svm'>['fit']>[1];

const linear = linearFamily('rbf-svm', (classes, present, { temperature }) =>
  smoothHingeLoss(classes, present, temperature),
);

/** Support vector machine with a Gaussian kernel and a smooth hinge: linear in the features of the training rows' kernel. */
export const rbfSvm: ModelFamily<'rbf-svm'> = {
  type: 'rbf-svm',
  fit: (problem, config, context) =>
    mapped(problem, config, context, (inner) => linear.fit(inner, config, context)),
  restore: (problem, config, saved, context) =>
    mapped(problem, config, context, (inner) => linear.restore(inner, config, saved, context)),
};

/** What a fitted machine knows of its rows. */
type KernelOfRows = Parameters<typeof perturbThroughKernel>[0];

async function mapped(
  problem: TrainingProblem,
  { gamma }: Config,
  { backend, work }: FitContext,
  fit: (inner: TrainingProblem) => Promise<FittedModel>,
): Promise<FittedModel> {
  const width = gamma === 'auto' ? automaticGamma(problem.features, backend) : gamma;
  const map = await createFeatureMap(problem.features, width, backend, work);
  try {
    const inner = await fit({ ...problem, features: map.training });
    return onKernel(inner, { map, features: problem.features, gamma: width }, true);
  } catch (error) {
    map.dispose();
    throw error;
  }
}

/** @param ownsMap a retrained model shares the map of its origin */
function onKernel(inner: FittedModel, kernel: KernelOfRows, ownsMap: boolean): FittedModel {
  const { map } = kernel;
  return {
    ...inner,
    probabilities: (features) => inner.probabilities(map.apply(features)),
    logProbabilities: (features) => inner.logProbabilities(map.apply(features)),
    losses: (features) => inner.losses!(map.apply(features)),
    explain: (target, explained, options, work) => inner.explain(map.apply(target), explained, options, work),
    retrainWithout: async (rows, work) => onKernel(await inner.retrainWithout(rows, work), kernel, false),
    insight: inner.insight && insightOnKernel(inner, inner.insight, kernel),
    dispose() {
      inner.dispose();
      if (ownsMap) map.dispose();
    },
  };
}

/** The same questions through the map. The audit does not ask: its edits would move the kernel with them. */
function insightOnKernel(
  { report }: FittedModel,
  inner: ModelInsight<FittedModel>,
  kernel: KernelOfRows,
): ModelInsight<FittedModel> {
  const { map } = kernel;
  return {
    ...inner,
    async perturbation(target, explained, trainingRow, options, work) {
      const mapped = map.apply(target);
      const inSpan = await inner.perturbation!(mapped, explained, trainingRow, options, work);
      return perturbThroughKernel(kernel, target, mapped, trainingRow, inSpan, report.l2 + options.damping);
    },
    editStrength: undefined,
    forecastChange: (change, targets, classes, options, work) =>
      inner.forecastChange(change, map.apply(targets), classes, options, work),
    retrainChanged: async (change, work) => onKernel(await inner.retrainChanged(change, work), kernel, false),
    meanInfluence: (targets, classes, options, work) =>
      inner.meanInfluence(map.apply(targets), classes, options, work),
    rankings: (target, explained, options, work) =>
      inner.rankings(map.apply(target), explained, options, work),
  };
}
