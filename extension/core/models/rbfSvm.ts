import { createFeatureMap } from './kernel/featureMap';
import type { FeatureMap } from './kernel/featureMap';
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

async function mapped(
  problem: TrainingProblem,
  { gamma }: Config,
  { backend, work }: FitContext,
  fit: (inner: TrainingProblem) => Promise<FittedModel>,
): Promise<FittedModel> {
  const width = gamma === 'auto' ? automaticGamma(problem.features, backend) : gamma;
  const map = await createFeatureMap(problem.features, width, backend, work);
  try {
    return onKernel(await fit({ ...problem, features: map.training }), map, true);
  } catch (error) {
    map.dispose();
    throw error;
  }
}

/** @param ownsMap a retrained model shares the map of its origin */
function onKernel(inner: FittedModel, map: FeatureMap, ownsMap: boolean): FittedModel {
  return {
    ...inner,
    probabilities: (features) => inner.probabilities(map.apply(features)),
    logProbabilities: (features) => inner.logProbabilities(map.apply(features)),
    losses: (features) => inner.losses!(map.apply(features)),
    explain: (target, explained, options, work) => inner.explain(map.apply(target), explained, options, work),
    retrainWithout: async (rows, work) => onKernel(await inner.retrainWithout(rows, work), map, false),
    insight: inner.insight && insightOnKernel(inner.insight, map),
    dispose() {
      inner.dispose();
      if (ownsMap) map.dispose();
    },
  };
}

/** The same questions through the map. Which cells matter is not asked of it: its features are other rows. */
function insightOnKernel(inner: ModelInsight<FittedModel>, map: FeatureMap): ModelInsight<FittedModel> {
  return {
    ...inner,
    perturbation: undefined,
    editStrength: undefined,
    forecastChange: (change, targets, classes, options, work) =>
      inner.forecastChange(change, map.apply(targets), classes, options, work),
    retrainChanged: async (change, work) => onKernel(await inner.retrainChanged(change, work), map, false),
    meanInfluence: (targets, classes, options, work) =>
      inner.meanInfluence(map.apply(targets), classes, options, work),
    rankings: (target, explained, options, work) =>
      inner.rankings(map.apply(target), explained, options, work),
  };
}
