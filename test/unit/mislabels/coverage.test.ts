/** The estimate of wrong labels on real data of which a known number was made wrong beforehand. */
import assert from 'node:assert/strict';
import { budgetAnswer } from '../../../extension/core/mislabels/budget';
import { plantFlips } from '../../../extension/core/mislabels/flips';
import { logistic } from '../../../extension/core/models/logistic';
import type { Float64Backend } from '../../../extension/core/linalg/types';
import { createRandom } from '../../../extension/core/random';
import { chooseBackend } from '../../../extension/engine/backends/choose';
import { numericDesign, readReference } from '../../reference/fixtures';

const work = { signal: new AbortController().signal, progress: () => undefined };
const solver = { solver: 'auto', damping: 0 } as const;

function problemOf(name: string) {
  const reference = readReference(name);
  const { train, labels } = numericDesign(name, reference);
  const features = {
    kind: 'dense' as const,
    rows: labels.length,
    cols: reference.features.length,
    data: train,
  };
  return { problem: { features, labels, classes: reference.classes.length }, l2: reference.l2 };
}

async function estimateOf(
  { problem, l2 }: ReturnType<typeof problemOf>,
  rate: number,
  seed: number,
  backend: Float64Backend,
) {
  const { classes } = problem;
  const context = { backend, seed: 0, work };
  const even = new Float64Array(problem.labels.length * classes).fill(1 / classes);
  const { labels } = plantFlips(problem.labels, classes, rate, 'uniform', even, createRandom(1000 + seed));
  const fit = (to: Int32Array) => logistic.fit({ ...problem, labels: to }, { type: 'logistic', l2 }, context);
  const { looProbabilities } = await (await fit(labels)).rowScores(solver, work);
  const { estimate } = await budgetAnswer({
    labels,
    classes,
    probabilities: looProbabilities,
    rate: 0.1,
    kind: 'uniform',
    draws: 3,
    seed,
    accuracyNow: 1,
    work,
    async fit(to) {
      const model = await fit(to);
      return { scores: () => model.rowScores(solver, work), accuracy: 1, dispose: () => model.dispose() };
    },
  });
  return estimate;
}

describe('the interval for wrong labels', function () {
  this.timeout(120_000);
  let backend: Float64Backend;
  before(async () => ({ backend } = await chooseBackend('wasm')));
  after(() => backend.dispose());

  for (const { name, trials, rates } of [
    { name: 'iris', trials: 20, rates: [0, 0.05, 0.1, 0.2] },
    { name: 'breast-cancer', trials: 20, rates: [0, 0.1] },
    { name: 'digits', trials: 3, rates: [0.1] },
  ]) {
    const data = problemOf(name);
    for (const rate of rates) {
      const truth = Math.round(rate * data.problem.labels.length);
      it(`${name}: covers ${truth} in at least four of five trials`, async () => {
        let covered = 0;
        let sum = 0;
        for (let seed = 0; seed < trials; seed++) {
          const { wrong, low, high } = await estimateOf(data, rate, seed, backend);
          if (low <= truth && truth <= high) covered++;
          sum += wrong;
        }
        assert.ok(covered >= 0.8 * trials, `${covered} of ${trials}`);
        // Few labels of these data sets are wrong to begin with.
        const average = sum / trials;
        assert.ok(Math.abs(average - truth) <= 0.25 * truth + 2, `${average} on average, not ${truth}`);
      });
    }
  }
});
