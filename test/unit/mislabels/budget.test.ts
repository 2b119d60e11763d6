import assert from 'node:assert/strict';
import { createCpuBackend } from '../../../extension/core/linalg/cpu/backend';
import { budgetAnswer } from '../../../extension/core/mislabels/budget';
import { modelFamily } from '../../../extension/core/models/registry';
import { createRandom } from '../../../extension/core/random';

/** Two overlapping clouds in five dimensions. */
function clouds(n: number, seed: number) {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const labels = Int32Array.from({ length: n }, (_, i) => i % 2);
  const data = Float64Array.from(
    { length: 5 * n },
    (_, k) => normal() + (labels[Math.floor(k / 5)] === 0 ? -1 : 1),
  );
  return { features: { kind: 'dense' as const, rows: n, cols: 5, data }, labels, classes: 2 };
}

describe('budget curve', () => {
  const work = { signal: new AbortController().signal, progress: () => undefined };
  const solver = { solver: 'auto' as const, damping: 0 };
  const problem = clouds(400, 1);
  const test = clouds(1000, 2);
  const context = { backend: createCpuBackend(), seed: 0, work };
  const fit = async (labels: Int32Array) => {
    const model = await modelFamily('logistic').fit(
      { ...problem, labels },
      { type: 'logistic', l2: 0.01 },
      context,
    );
    const p = model.probabilities(test.features);
    const right = test.labels.reduce((sum, label, i) => sum + (p[2 * i + label] > 0.5 ? 1 : 0), 0);
    return {
      scores: () => model.rowScores(solver, work),
      accuracy: right / 1000,
      dispose: () => model.dispose(),
    };
  };

  const answerOf = async () => {
    const clean = await fit(problem.labels);
    const { looProbabilities } = await clean.scores();
    return budgetAnswer({
      ...problem,
      probabilities: looProbabilities,
      rate: 0.1,
      kind: 'uniform',
      draws: 3,
      seed: 0,
      accuracyNow: clean.accuracy,
      fit,
      work,
    });
  };

  it('finds most of the planted labels early, random order its share, and gets the accuracy back', async () => {
    const { curves, checked, estimate } = await answerOf();
    const curve = (name: string) => curves.find(({ order }) => order === name)!;
    for (const { found } of curves) {
      assert.equal(found[0], 0);
      assert.equal(found.at(-1), 1);
      found.slice(1).forEach((share, k) => assert.ok(share >= found[k]));
    }
    const at20 = checked.indexOf(0.2);
    // Clouds two standard deviations apart a side in five dimensions overlap by about 1 %: a flip is seen for what it is.
    assert.ok(curve('alo').found[at20] > 0.95, String(curve('alo').found[at20]));
    // 120 planted labels in three draws: standard deviation 0.04.
    assert.ok(Math.abs(curve('random').found[at20] - 0.2) < 0.16, String(curve('random').found[at20]));
    assert.ok(curve('alo').area.mean > 0.9 && Math.abs(curve('random').area.mean - 0.5) < 0.1);
    assert.ok(curve('alo').accuracy!.at(-1)! >= curve('alo').accuracy![0]);
    assert.ok(estimate.low <= estimate.wrong && estimate.wrong <= estimate.high);
    assert.ok(estimate.high < 0.06 * 400, `${estimate.high} wrong labels in clean data`);
  });

  it('leaves the labels it was given as they are and is the same for the same seed', async () => {
    const before = problem.labels.slice();
    assert.deepEqual(await answerOf(), await answerOf());
    assert.deepEqual(problem.labels, before);
  });
});
