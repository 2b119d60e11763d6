/** The usual way to find wrong labels without influence: each row judged by a model that did not see it. */
import type { Float64Backend } from '../../extension/core/linalg/types';
import { selectRows } from './selectRows';
import { createRandom, shuffle } from '../../extension/core/random';
import { type BenchProblem, fit } from './problem';

/** Margin p(own) − best other of every row, by models fitted to the other four fifths. */
export async function outOfFoldMargins(
  { problem, model }: BenchProblem,
  labels: Int32Array,
  folds: number,
  backend: Float64Backend,
): Promise<Float64Array> {
  const { features, classes } = problem;
  const order = shuffle(Int32Array.from(labels.keys()), createRandom(folds));
  const margins = new Float64Array(labels.length);
  for (let fold = 0; fold < folds; fold++) {
    const held = order.filter((_, i) => i % folds === fold);
    const kept = order.filter((_, i) => i % folds !== fold).sort();
    const part = { problem: { features: selectRows(features, kept), labels: labels, classes }, model };
    const fitted = await fit(
      part,
      kept.map((row) => labels[row]!),
      backend,
    );
    const probabilities = fitted.probabilities(selectRows(features, held));
    held.forEach((row, i) => {
      const own = labels[row]!;
      const p = probabilities.subarray(i * classes, (i + 1) * classes);
      margins[row] = p[own]! - Math.max(...p.filter((_, k) => k !== own));
    });
    fitted.dispose();
  }
  return margins;
}
