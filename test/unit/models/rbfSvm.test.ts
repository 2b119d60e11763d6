/** The kernel machine against the representer theorem, retraining, and its own limits. */
import assert from 'node:assert/strict';
import { rbfSvm } from '../../../extension/core/models/rbfSvm';
import type { FittedModel, TrainingProblem } from '../../../extension/core/models/types';
import { createRandom } from '../../../extension/core/random';
import {
  agreement,
  assertClose,
  backend,
  dense,
  leaveOut,
  normals,
  quietWork,
  randomProblem,
  row,
  toSparse,
} from './support';

const CONTEXT = { backend, seed: 0, work: quietWork() };
const CONFIG = { type: 'rbf-svm', l2: 0.02, gamma: 0.3, temperature: 0.5 } as const;
const fit = (problem: TrainingProblem): Promise<FittedModel> => rbfSvm.fit(problem, CONFIG, CONTEXT);

/** Two rings, which no line tells apart. */
function rings(rows: number): TrainingProblem & { features: ReturnType<typeof dense> } {
  const noise = normals(2 * rows, createRandom(2));
  const labels = Int32Array.from({ length: rows }, (_, i) => i % 2);
  const data = noise.map((value, at) => {
    const i = Math.floor(at / 2);
    const angle = (i * 2.399963) % (2 * Math.PI);
    return (labels[i] === 1 ? 2 : 0.7) * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) + 0.2 * value;
  });
  return { features: dense(rows, 2, data), labels, classes: 2 };
}

/** η of the one row from its losses with respect to both classes. */
function scoreOf(losses: Float64Array): number {
  const t = CONFIG.temperature;
  return t * Math.log(Math.expm1(losses[0] / t)) - 1;
}

describe('rbf-svm', () => {
  it('is the machine of the representer theorem', async () => {
    const problem = rings(60);
    const model = await fit(problem);
    const { rows } = problem.features;
    const eta = [...problem.labels.keys()].map((i) => scoreOf(model.losses!(row(problem.features, i))));
    const alpha = eta.map((value, i) => {
      const y = problem.labels[i] === 1 ? 1 : -1;
      return y / (1 + Math.exp(-(1 - y * value) / CONFIG.temperature)) / (CONFIG.l2 * rows);
    });
    // The intercept is free: the residuals sum to 0.
    assert.ok(Math.abs(alpha.reduce((sum, value) => sum + value, 0)) < 1e-8);
    const kernelSum = (x: Float64Array): number =>
      alpha.reduce((sum, a, i) => {
        const z = row(problem.features, i).data;
        return sum + a * Math.exp(-CONFIG.gamma * ((x[0] - z[0]) ** 2 + (x[1] - z[1]) ** 2));
      }, 0);
    const intercept = eta[0] - kernelSum(row(problem.features, 0).data);
    for (const point of [dense(1, 2, [0.1, 0.3]), dense(1, 2, [-1.4, 1.2]), row(problem.features, 9)])
      assert.ok(Math.abs(scoreOf(model.losses!(point)) - kernelSum(point.data) - intercept) < 1e-6);
    const right = [...problem.labels.keys()].filter((i) => eta[i] > 0 === (problem.labels[i] === 1));
    assert.ok(right.length > 0.95 * rows, 'no line could do that');
  });

  it('forecasts removals as fitting without the row finds them, duplicates included', async () => {
    const problem = rings(80);
    problem.features.data.copyWithin(4, 0, 2);
    const model = await fit(problem);
    const target = dense(1, 2, [0.9, 1]);
    const options = { solver: 'auto', damping: 0, forecast: 'all' } as const;
    const answer = await model.explain(target, 1, options, quietWork());
    const rows = [...problem.labels.keys()].filter((i) => i % 4 === 0);
    const actual: number[] = [];
    for (const i of rows) {
      const anew = await fit(leaveOut(problem, [i]));
      const warm = await model.retrainWithout(Int32Array.of(i), quietWork());
      // Without the row, its kernel function is not there at all: the same machine.
      assert.ok(Math.abs(anew.losses!(target)[1] - warm.losses!(target)[1]) < 1e-7);
      actual.push(anew.losses!(target)[1] - model.losses!(target)[1]);
    }
    const { r, slope } = agreement(
      rows.map((i) => answer.removalForecast![i]),
      actual,
    );
    assert.ok(r > 0.995 && Math.abs(slope - 1) < 0.05, `R ${r}, slope ${slope}`);
    assert.ok(answer.checks.every(({ status }) => status === 'pass'));
  });

  it('takes more classes, sparse rows and an automatic width; comes back from what was saved', async () => {
    const problem = randomProblem(60, 4, 3, 6);
    const config = { ...CONFIG, gamma: 'auto' } as const;
    const model = await rbfSvm.fit(problem, config, CONTEXT);
    const sparse = { ...problem, features: toSparse(problem.features) };
    const same = await rbfSvm.fit(sparse, config, CONTEXT);
    assertClose('sparse', same.probabilities(sparse.features), model.probabilities(problem.features), 1e-7);
    const restored = await rbfSvm.restore(problem, config, structuredClone(model.save()), CONTEXT);
    assert.deepEqual(restored.probabilities(problem.features), model.probabilities(problem.features));
  });

  for (const [name, classes, temperature] of [
    ['two classes', 2, 0.5],
    ['three classes', 3, 0.5],
    ['the margin nearly a kink', 2, 0.05],
  ] as const)
    it(`tells what a cell of either row does, as refits with a changed cell find it: ${name}`, async () => {
      const problem = randomProblem(60, 3, classes, 11);
      const anew = (features: typeof problem.features) =>
        rbfSvm.fit({ ...problem, features }, { ...CONFIG, temperature }, CONTEXT);
      const model = await anew(problem.features);
      const options = { solver: 'exact', damping: 0 } as const;
      // Not among the training rows, whose kernel functions span all that a training row's own gradient sees.
      const target = dense(1, 3, [0.4, -0.7, 0.2]);
      for (const i of [7, 23]) {
        const answer = await model.insight!.perturbation!(target, 1, i, options, quietWork());
        const h = 1e-4;
        const training = new Float64Array(3);
        const explained = new Float64Array(3);
        for (let j = 0; j < 3; j++) {
          const lossAt = async (by: number): Promise<number> => {
            const data = problem.features.data.slice();
            data[i * 3 + j] += by;
            return (await anew(dense(60, 3, data))).losses!(target)[1];
          };
          training[j] = ((await lossAt(h)) - (await lossAt(-h))) / (2 * h);
          const moved = (by: number) =>
            dense(
              1,
              3,
              target.data.map((v, at) => (at === j ? v + by : v)),
            );
          explained[j] = (model.losses!(moved(h))[1] - model.losses!(moved(-h))[1]) / (2 * h);
        }
        assertClose('training row', answer.training, training, 1e-5);
        assertClose('explained row', answer.explained, explained, 1e-5);
      }
    });

  it('says what to do when there are too many rows', async () => {
    const problem = {
      features: dense(5001, 1, new Float64Array(5001)),
      labels: new Int32Array(5001),
      classes: 2,
    };
    await assert.rejects(fit(problem), { code: 'memory', hint: /smooth-hinge/ });
  });
});
