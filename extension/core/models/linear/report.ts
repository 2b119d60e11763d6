import type { FitReport } from '../types';
import type { Optimum } from './newton';
import type { LinearProblem } from './objective';

export function reportOf({ design, loss, l2 }: LinearProblem, optimum: Optimum): FitReport {
  const { point, newtonDecrement, iterations } = optimum;
  return {
    parameters: (design.features + 1) * loss.weightsPerFeature,
    l2,
    trainLoss: point.meanLoss,
    objective: point.objective,
    gradientNorm: point.gradientNorm,
    newtonDecrement,
    iterations,
  };
}
