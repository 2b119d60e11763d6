import type { BroughtHead } from '../../keras/types';
import type { FittedModel, TrainingProblem } from '../types';

/** Share of the training rows of which both say the same class. */
export function agreementWith(
  own: BroughtHead,
  { features, classes }: TrainingProblem,
  model: FittedModel,
): number {
  if (features.kind !== 'dense') return NaN;
  const { rows, cols, data } = features;
  const logs = model.logProbabilities(features);
  const scores = new Float64Array(classes);
  let same = 0;
  for (let i = 0; i < rows; i++) {
    writeScores(own, data.subarray(i * cols, (i + 1) * cols), scores);
    if (largest(scores) === largest(logs.subarray(i * classes, (i + 1) * classes))) same++;
  }
  return same / rows;
}

/** Scores of the classes of one row. A single output is the log odds of its class against the other. */
function writeScores(
  { outputs, kernel, bias, outputOfClass }: BroughtHead,
  row: Float64Array,
  scores: Float64Array,
): void {
  outputOfClass.forEach((output, c) => {
    scores[c] = 0;
    if (outputs === 1 && output === 0) return;
    const at = outputs === 1 ? 0 : output;
    scores[c] = bias[at];
    for (let j = 0; j < row.length; j++) scores[c] += row[j] * kernel[j * outputs + at];
  });
}

function largest(values: Float64Array): number {
  return values.reduce((best, value, c) => (value > values[best] ? c : best), 0);
}
