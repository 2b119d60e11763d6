/** A model family from a loss: fit, restore and retrain are the same for all losses that are linear in their parameters. */
import type { ModelConfig } from '../../../contract/config';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { Float64Backend } from '../../linalg/types';
import type { FittedModel, ModelFamily, TrainingProblem } from '../types';
import { countClasses, presentClasses } from './classes';
import { chooseL2 } from './crossValidation';
import { createDesign } from './design';
import { createDirections } from './directions';
import { createFittedModel } from './fitted';
import type { ScoreLoss } from './losses/types';
import { TO_THE_OPTIMUM } from './newton';
import type { Optimum } from './newton';
import { evaluate } from './objective';
import type { LinearProblem } from './objective';
import { minimizeAlongPath } from './path';
import { reportOf } from './report';
import { retrain } from './retrain';

export type ModelType = ModelConfig['type'];
export type ConfigOf<T extends ModelType> = Extract<ModelConfig, { type: T }>;

/** @param present the classes that have training rows */
export type LossOf<T extends ModelType> = (
  classes: number,
  present: Int32Array,
  config: ConfigOf<T>,
) => ScoreLoss;

/** Of a config whose schema leaves it open. */
const DEFAULT_L2 = 0.01;

export function linearFamily<T extends ModelType>(type: T, lossOf: LossOf<T>): ModelFamily<T> {
  const unpenalised = (
    problem: TrainingProblem,
    config: ConfigOf<T>,
    backend: Float64Backend,
    everyColumn = false,
  ): Omit<LinearProblem, 'l2'> => {
    const { features, labels, classes } = problem;
    const present = presentClasses(countClasses(labels, classes));
    return {
      design: createDesign(features, backend, everyColumn),
      labels,
      loss: lossOf(classes, present, config),
      count: features.rows,
    };
  };
  return {
    type,
    async fit(training, config, { backend, seed, work, start, everyColumn }) {
      const base = unpenalised(training, config, backend, everyColumn);
      try {
        const { l2 = DEFAULT_L2 }: { l2?: number | 'auto' } = config;
        const chosen = l2 === 'auto' ? await chooseL2(base, seed, backend, work) : { l2 };
        const problem = { ...base, l2: chosen.l2 };
        const optimum = await fitToOptimum(problem, start?.arrays['theta'], backend, work);
        const report = reportOf(problem, optimum);
        if ('path' in chosen) report.l2Path = chosen.path;
        return createFittedModel(problem, optimum.point, report, backend, retrain, true);
      } catch (error) {
        base.design.dispose();
        throw error;
      }
    },
    restore(training, config, saved, { backend }): Promise<FittedModel> {
      const problem = { ...unpenalised(training, config, backend), l2: saved.report.l2 };
      const theta = saved.arrays['theta'];
      if (theta?.length !== problem.design.width * problem.loss.scores) {
        problem.design.dispose();
        throw new LensError('stale', 'The saved model does not belong to this data.');
      }
      const point = evaluate(problem, theta);
      const report = { ...saved.report, gradientNorm: point.gradientNorm };
      return Promise.resolve(createFittedModel(problem, point, report, backend, retrain, true));
    },
  };
}

/** From zero, or from `known` parameters where they are better than zero. */
async function fitToOptimum(
  problem: LinearProblem,
  known: Float64Array | undefined,
  backend: Float64Backend,
  work: Work,
): Promise<Optimum> {
  const directions = createDirections(backend);
  try {
    const zero = new Float64Array(problem.design.width * problem.loss.scores);
    const fits =
      known?.length === zero.length && evaluate(problem, known).objective < evaluate(problem, zero).objective;
    return await minimizeAlongPath(
      problem,
      fits ? known : zero,
      directions,
      { ...TO_THE_OPTIMUM, stage: 'Fitting the model' },
      work,
    );
  } finally {
    directions.dispose();
  }
}
