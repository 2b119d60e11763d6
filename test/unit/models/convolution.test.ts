import assert from 'node:assert/strict';
import { memory } from '@tensorflow/tfjs-core';
import { parse } from 'valibot';
import { type CnnConfig, InfluenceConfig } from '../../../extension/contract/config';
import type { DenseMatrix } from '../../../extension/core/linalg/types';
import { DEFAULT_MEMORY } from '../../../extension/core/linalg/memory';
import { cnn } from '../../../extension/core/models/cnn';
import { multiplicationsOf, stagesOf } from '../../../extension/core/models/network/architecture';
import { reportStages } from '../../../extension/core/models/network/reportStages';
import { buildNetwork } from '../../../extension/core/models/network/build';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';
import { parameterCount, writeParameters } from '../../../extension/core/autodiff/parameters';
import { createBatches } from '../../../extension/core/models/network/batches';
import { createEkfac } from '../../../extension/core/models/network/ekfac';
import { scoreCovariances } from '../../../extension/core/models/network/ekfacBlocks';
import { rowCost } from '../../../extension/core/models/network/passes';
import type { FitContext, FittedModel, TrainingProblem } from '../../../extension/core/models/types';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { BACKENDS, relativeError } from '../autodiff/support';
import { convolutionScores, type ConvolutionShape, jacobian, reference } from './networkReference';
import { agreement, backend, dense, quietWork, randomProblem, row } from './support';

const SHAPE: ConvolutionShape = { side: 6, kernel: 3, stride: 2, filters: 2, classes: 3 };
const L2 = 0.02;
const WEIGHTS = SHAPE.kernel ** 2 * SHAPE.filters;

function configOf(model: object): CnnConfig {
  const config = parse(InfluenceConfig, { train: 'a.csv', test: 0.2, model: { type: 'cnn', ...model } });
  return config.model as CnnConfig;
}

function images(cols: number, classes = 10): TrainingProblem {
  return { features: dense(1, cols, new Float64Array(cols)), labels: Int32Array.of(0), classes };
}

/** The network of Koh & Liang (2017), section 4.2. */
const PAPER = configOf({
  filters: [8, 8, 8, 8, 8, 10],
  kernel: [3, 3, 3, 3, 3, 1],
  stride: [1, 2, 1, 2, 1, 1],
  end: 'average',
});

describe('shape of a convolutional network', () => {
  it('has the 2,616 parameters of the network of the paper, as the config describes it', async () => {
    await startTfjs('wasm');
    const network = buildNetwork(stagesOf(images(784), PAPER), 0);
    assert.equal(parameterCount(network.parameters), 2616);
    network.dispose();
  });

  it('is reported layer by layer, with shapes and the parameters that it has', () => {
    for (const end of ['flatten', 'average'] as const) {
      const stages = stagesOf(images(784), { ...PAPER, end });
      const network = buildNetwork(stages, 0);
      const reports = reportStages(stages);
      const total = reports.reduce((sum, { parameters }) => sum + parameters!, 0);
      assert.equal(total, parameterCount(network.parameters));
      assert.deepEqual(
        reports.slice(-2).map(({ shape }) => shape),
        [[end === 'flatten' ? 7 * 7 * 10 : 10], [10]],
      );
      network.dispose();
    }
  });

  it('counts multiplications as they are found in what the network does', async () => {
    await startTfjs('wasm');
    const problem = images(48, 3);
    const stages = stagesOf({ ...problem, shape: [4, 4, 3] }, configOf({ filters: [5, 2], stride: [1, 2] }));
    const network = buildNetwork(stages, 0);
    assert.equal(multiplicationsOf(stages), 16 * 27 * 5 + 4 * 45 * 2 + 8 * 3);
    assert.equal(rowCost(network, problem.features).multiplications, multiplicationsOf(stages));
    network.dispose();
  });

  it('takes images as they are, pixels of a table as a square, or as the config says', () => {
    const shapeOf = (problem: TrainingProblem, model = {}) => {
      const [first] = stagesOf(problem, configOf(model));
      return first.kind === 'image' ? first.shape : undefined;
    };
    assert.deepEqual(shapeOf(images(784)), [28, 28, 1]);
    assert.deepEqual(shapeOf({ ...images(90), shape: [5, 6, 3] }), [5, 6, 3]);
    assert.deepEqual(shapeOf({ ...images(30), shape: [5, 6] }), [5, 6, 1]);
    assert.deepEqual(shapeOf(images(30), { imageShape: [6, 5] }), [6, 5, 1]);
    assert.deepEqual(shapeOf(images(36), { imageShape: [3, 4, 3] }), [3, 4, 3]);
  });

  it('says what the data has, and what to do, when it is no image', () => {
    const failing = (problem: TrainingProblem, model: object, message: RegExp) =>
      assert.throws(() => stagesOf(problem, configOf(model)), { code: 'config', message });
    failing(images(30), {}, /a row of the data has 30 numbers, which make no square/);
    failing(images(4), {}, /make no square/);
    failing(
      images(784),
      { imageShape: [28, 27] },
      /model\.imageShape has 28 × 27 = 756 .* a row of the data has 784/,
    );
    failing(
      images(784),
      { filters: [4, 4], stride: [1, 2, 1] },
      /model\.stride lists 3 numbers, and model\.filters 2/,
    );
  });
});

for (const name of BACKENDS) {
  describe(`convolutional network on ${name}`, () => {
    const config = configOf({ filters: [SHAPE.filters], l2: L2 });
    const context = (signal?: AbortSignal): FitContext => ({
      backend,
      seed: 3,
      work: quietWork(signal),
      tensors: () => startTfjs(name),
    });
    let problem: TrainingProblem & { features: DenseMatrix };
    let model: FittedModel;
    const damping = 0.02;

    before(async () => {
      problem = randomProblem(50, SHAPE.side ** 2, SHAPE.classes, 5) as typeof problem;
      model = await cnn.fit(problem, config, context());
    });
    after(() => model.dispose());

    const theta = () => model.save().arrays['theta'];
    const scores = (at: Float64Array, x: Float64Array) => convolutionScores(at, x, SHAPE);
    const isWeight = (j: number) => {
      const dense = theta().length - SHAPE.classes;
      return j < WEIGHTS || (j >= WEIGHTS + SHAPE.filters && j < dense);
    };

    it('scores rows as the float64 reference does, at rest, the same for the same seed', async () => {
      const logs = model.logProbabilities(problem.features);
      for (let i = 0; i < 5; i++) {
        const z = scores(theta(), row(problem.features, i).data);
        const [a, b] = [logs[i * 3] - logs[i * 3 + 1], logs[i * 3 + 1] - logs[i * 3 + 2]];
        assert.ok(Math.abs(a - (z[0] - z[1])) < 1e-5 && Math.abs(b - (z[1] - z[2])) < 1e-5);
      }
      assert.equal(model.checks.find((check) => check.name === 'stationarity')?.status, 'pass');
      const again = await cnn.fit(problem, config, context());
      assert.deepEqual(again.save().arrays['theta'], theta());
      again.dispose();
    });

    it('gives influences as the reference does, with its damped Gauss-Newton matrix', async () => {
      const { gradients, gaussNewton } = reference(theta(), problem.features, problem.labels, 3, scores);
      const p = theta().length;
      for (let j = 0; j < p; j++) gaussNewton[j * p + j] += damping + (isWeight(j) ? L2 : 0);
      const factor = await backend.cholesky(gaussNewton, p, quietWork());
      const s = factor.solve(gradients[0], 1);
      const at = theta();
      const expected = gradients.map(
        (gradient) => -gradient.reduce((sum, g, j) => sum + s[j] * (g + (isWeight(j) ? L2 * at[j] : 0)), 0),
      );
      for (const solver of ['exact', 'cg'] as const) {
        const { influence } = await model.explain(
          row(problem.features, 0),
          problem.labels[0],
          { solver, damping, curvature: 'gauss-newton' },
          quietWork(),
        );
        assert.ok(relativeError(influence, expected) < 1e-3, solver);
      }
    });

    it('factors layers so that the eigenvalues are the exact diagonal in their basis (EK-FAC)', async () => {
      const { gaussNewton } = reference(theta(), problem.features, problem.labels, 3, scores);
      const network = buildNetwork(stagesOf(problem, config), 0);
      writeParameters(network.parameters, theta());
      const inner = { network, loss: softmaxCrossEntropy, ...problem, l2: L2 };
      const batches = createBatches(inner, DEFAULT_MEMORY);
      const ekfac = await createEkfac(inner, batches, backend, quietWork());
      const p = theta().length;
      assert.deepEqual(
        ekfac.blocks.map((block) => [block.inner, block.outer]),
        [
          [10, 2],
          [19, 3],
        ],
      );
      let start = 0;
      for (const { inner, outer, innerVectors, outerVectors, values } of ekfac.blocks) {
        const expected = values.map((_, at) => {
          const [a, b] = [Math.floor(at / outer), at % outer];
          const v = new Float64Array(p);
          for (let i = 0; i < inner; i++)
            for (let j = 0; j < outer; j++)
              v[start + i * outer + j] = innerVectors[i * inner + a] * outerVectors[j * outer + b];
          return v.reduce((sum, left, i) => {
            if (left === 0) return sum;
            return sum + left * v.reduce((part, right, j) => part + right * gaussNewton[i * p + j], 0);
          }, 0);
        });
        assert.ok(relativeError(values, expected) < 1e-5, String(relativeError(values, expected)));
        start += inner * outer;
      }
      batches.dispose();
      network.dispose();
    });

    it('scores all rows by those factors as the same factors in float64 do', async () => {
      const network = buildNetwork(stagesOf(problem, config), 0);
      writeParameters(network.parameters, theta());
      const inner = { network, loss: softmaxCrossEntropy, ...problem, l2: L2 };
      const batches = createBatches(inner, DEFAULT_MEMORY);
      const ekfac = await createEkfac(inner, batches, backend, quietWork());
      const covariances = scoreCovariances(ekfac.blocks, batches, problem.features.rows, damping);
      for (const i of [0, 17, 49]) {
        const rows = jacobian(theta(), row(problem.features, i).data, 3, scores);
        const expected = rows.flatMap((a) =>
          rows.map((b) => {
            const solved = ekfac.solve(b, damping);
            return a.reduce((sum, value, j) => sum + value * solved[j], 0) / problem.features.rows;
          }),
        );
        assert.ok(relativeError(covariances.subarray(i * 9, i * 9 + 9), expected) < 1e-4);
      }
      batches.dispose();
      network.dispose();
    });

    it('ranks rows much as retraining does', async () => {
      const target = row(problem.features, 0);
      const explained = problem.labels[0];
      const options = { solver: 'exact', damping: 1e-3 } as const;
      const { removalDelta } = await model.explain(target, explained, options, quietWork());
      const rows = [...removalDelta.keys()]
        .sort((a, b) => Math.abs(removalDelta[b]) - Math.abs(removalDelta[a]))
        .slice(0, 10);
      const before = model.logProbabilities(target)[explained];
      const actual: number[] = [];
      for (const i of rows) {
        const without = await model.retrainWithout(Int32Array.of(i), quietWork());
        actual.push(before - without.logProbabilities(target)[explained]);
        without.dispose();
      }
      const { r } = agreement(
        rows.map((i) => removalDelta[i]),
        actual,
      );
      assert.ok(r > 0.8, String(r));
    });

    it('leaks no tensors', async () => {
      const explain = () =>
        model.explain(row(problem.features, 1), 0, { solver: 'cg', damping }, quietWork());
      await explain();
      const before = memory().numTensors;
      await explain();
      const stopped = new AbortController();
      stopped.abort();
      await assert.rejects(cnn.fit(problem, config, context(stopped.signal)), { code: 'cancelled' });
      assert.equal(memory().numTensors, before);
    });
  });
}
