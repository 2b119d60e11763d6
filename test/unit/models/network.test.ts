import assert from 'node:assert/strict';
import { memory } from '@tensorflow/tfjs-core';
import { type CurvatureChoice, InfluenceConfig, type MlpConfig } from '../../../extension/contract/config';
import { mlp } from '../../../extension/core/models/mlp';
import type { FitContext, FittedModel, TrainingProblem } from '../../../extension/core/models/types';
import type { GradientRankingName } from '../../../extension/contract/rankings';
import type { DenseMatrix } from '../../../extension/core/linalg/types';
import { createEkfac } from '../../../extension/core/models/network/ekfac';
import { DEFAULT_MEMORY } from '../../../extension/core/linalg/memory';
import { createBatches } from '../../../extension/core/models/network/batches';
import { mlpStages } from '../../../extension/core/models/network/architecture';
import { buildNetwork } from '../../../extension/core/models/network/build';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';
import { writeParameters } from '../../../extension/core/autodiff/parameters';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { parse } from 'valibot';
import { BACKENDS, relativeError } from '../autodiff/support';
import { layerOf, reference, referenceHessian, scores, type Shape, weightMask } from './networkReference';
import { agreement, backend, quietWork, randomProblem, row } from './support';

const SHAPE: Shape = { inputs: 4, hidden: 5, classes: 3 };
const L2 = 0.01;

function configOf(model: object): MlpConfig {
  const config = parse(InfluenceConfig, { train: 'a.csv', test: 0.2, model: { type: 'mlp', ...model } });
  return config.model as MlpConfig;
}

for (const name of BACKENDS) {
  describe(`multilayer perceptron on ${name}`, () => {
    const config = configOf({ hidden: [SHAPE.hidden], l2: L2 });
    const context = (signal?: AbortSignal): FitContext => ({
      backend,
      seed: 3,
      work: quietWork(signal),
      tensors: () => startTfjs(name),
    });
    let problem: TrainingProblem & { features: DenseMatrix };
    let model: FittedModel;

    before(async () => {
      problem = randomProblem(60, SHAPE.inputs, SHAPE.classes, 7) as typeof problem;
      model = await mlp.fit(problem, config, context());
    });
    after(() => model.dispose());

    const theta = () => model.save().arrays['theta'];
    /** Row 0 of the data, explained as its label. */
    const explained = () => problem.labels[0];
    const explain = (
      solver: 'exact' | 'cg' | 'lissa' | 'ekfac',
      damping = 0.02,
      curvature: CurvatureChoice = 'gauss-newton',
    ) => model.explain(row(problem.features, 0), explained(), { solver, damping, curvature }, quietWork());

    /** (C + δI)⁻¹ by Cholesky on the reference curvature; `blocks` leaves out what ties layers together. */
    const referenceInverse = async (damping: number, blocks = false) => {
      const known = reference(theta(), problem.features, problem.labels, SHAPE.classes, (at, x) =>
        scores(at, x, SHAPE),
      );
      const p = theta().length;
      const [mask, layer] = [weightMask(SHAPE), layerOf(SHAPE)];
      const matrix = known.gaussNewton.slice();
      for (let i = 0; i < p; i++)
        for (let j = 0; j < p; j++) if (blocks && layer[i] !== layer[j]) matrix[i * p + j] = 0;
      // The factors apply the penalty to intercepts too.
      for (let j = 0; j < p; j++) matrix[j * p + j] += damping + L2 * (blocks ? 1 : mask[j]);
      return { ...known, factor: await backend.cholesky(matrix, p, quietWork()) };
    };

    it('comes to rest at a small gradient, the same for the same seed', async () => {
      assert.ok(model.report.gradientNorm < 2e-5, String(model.report.gradientNorm));
      assert.equal(model.checks.find((check) => check.name === 'stationarity')?.status, 'pass');
      const again = await mlp.fit(problem, config, context());
      assert.deepEqual(again.save().arrays['theta'], theta());
      again.dispose();
    });

    it('measures its Hessian: the ends of the spectrum, and products against differences', async () => {
      const { smallest, largest, of } = await model.evidence!.spectrum(
        { solver: 'exact', damping: 0.02 },
        quietWork(),
      );
      const p = theta().length;
      const hessian = referenceHessian(theta(), problem.features, problem.labels, SHAPE.classes, (at, x) =>
        scores(at, x, SHAPE),
      );
      const mask = weightMask(SHAPE);
      for (let j = 0; j < p; j++) hessian[j * p + j] += L2 * mask[j];
      const { values } = await backend.symmetricEigen(hessian, p, quietWork());
      assert.equal(of, 'undamped-hessian');
      assert.ok(Math.abs(largest / values[p - 1] - 1) < 1e-4, `${largest} is not ${values[p - 1]}`);
      assert.ok(Math.abs(smallest - values[0]) < 1e-3 * values[p - 1], `${smallest} is not ${values[0]}`);
      assert.ok(model.evidence!.productError(1)! < 1e-2);
      const known = memory().numTensors;
      model.evidence!.productError(2);
      assert.equal(memory().numTensors, known, 'nothing leaks');
    });

    it('is the same model when restored, and refuses another', async () => {
      const restored = await mlp.restore(problem, config, model.save(), context());
      assert.deepEqual(restored.probabilities(problem.features), model.probabilities(problem.features));
      restored.dispose();
      const wider = configOf({ hidden: [6] });
      await assert.rejects(mlp.restore(problem, wider, model.save(), context()), { code: 'stale' });
    });

    it('gives influences as the float64 reference does, with its damped Gauss-Newton matrix', async () => {
      const damping = 0.02;
      const { gradients, factor } = await referenceInverse(damping);
      const s = factor.solve(gradients[0], 1);
      const [mask, at] = [weightMask(SHAPE), theta()];
      const expected = gradients.map(
        (gradient) => -gradient.reduce((sum, g, j) => sum + s[j] * (g + L2 * mask[j] * at[j]), 0),
      );
      for (const solver of ['exact', 'cg', 'lissa'] as const) {
        const { influence, removalDelta, removalForecast, solver: head } = await explain(solver, damping);
        assert.ok(
          relativeError(influence, expected) < 1e-3,
          `${solver}: ${relativeError(influence, expected)}`,
        );
        assert.ok(
          relativeError(
            removalDelta,
            expected.map((value) => -value / 60),
          ) < 1e-3,
        );
        assert.equal(removalForecast, undefined);
        assert.equal(head.damping, damping);
        assert.match(head.reason, /Gauss-Newton, as set, damping 0\.02/);
        assert.ok(head.relativeResidual < 1e-3);
      }
    });

    it('refines what the factored layers give until it is nearly the same (EK-FAC)', async () => {
      for (const damping of [1e-3, 0.02]) {
        const { gradients, factor } = await referenceInverse(damping);
        const s = factor.solve(gradients[0], 1);
        const [mask, at] = [weightMask(SHAPE), theta()];
        const expected = gradients.map(
          (gradient) => -gradient.reduce((sum, g, j) => sum + s[j] * (g + L2 * mask[j] * at[j]), 0),
        );
        const { influence, solver, checks } = await explain('ekfac', damping);
        assert.ok(cosine(influence, expected) > 0.98, String(cosine(influence, expected)));
        assert.ok(solver.relativeResidual < 0.11, String(solver.relativeResidual));
        assert.ok(solver.iterations! > 0 && solver.iterations! <= 20);
        const residual = checks.find(({ name }) => name === 'solver-residual')!;
        assert.equal(residual.status, 'warn');
        assert.match(residual.message, /layer by layer and refined up to a relative residual of/);
      }
    });

    it('ranks by gradients, and by TracIn over its checkpoints, as float64 sums do', async () => {
      const gradientsAt = (at: Float64Array) =>
        reference(at, problem.features, problem.labels, SHAPE.classes, (of, x) => scores(of, x, SHAPE))
          .gradients;
      const dots = (gradients: Float64Array[]) =>
        gradients.map((gradient) => gradient.reduce((sum, g, j) => sum + g * gradients[0][j], 0));
      const rank = (by: GradientRankingName, of = model) =>
        of.gradientRanking!(by, row(problem.features, 0), explained(), quietWork());
      const before = memory().numTensors;
      const last = gradientsAt(theta());
      const norms = last.map((gradient) => Math.hypot(...gradient));
      const { checkpoints, rates } = model.save().arrays;
      assert.ok(rates.length >= 4, String(rates.length));
      const expected = new Float64Array(60);
      rates.forEach((rate, c) => {
        const at = checkpoints.slice(c * theta().length, (c + 1) * theta().length);
        dots(gradientsAt(at)).forEach((dot, i) => (expected[i] += rate * dot));
      });
      assert.ok(relativeError(await rank('tracin'), expected) < 1e-5);
      assert.ok(relativeError(await rank('gradientDot'), dots(last)) < 1e-4);
      const cosines = dots(last).map((dot, i) => dot / (norms[0] * norms[i]));
      assert.ok(relativeError(await rank('gradientCosine'), cosines) < 1e-4);
      const restored = await mlp.restore(problem, config, model.save(), context());
      assert.deepEqual(await rank('tracin', restored), await rank('tracin'));
      restored.dispose();
      assert.equal(memory().numTensors, before, 'nothing leaks');
      const retrained = await model.retrainWithout(Int32Array.of(3), quietWork());
      await assert.rejects(rank('tracin', retrained), { code: 'model', message: /checkpoints/ });
      retrained.dispose();
    });

    it('takes the Hessian where it has no negative directions, and says so', async () => {
      const damping = 0.02;
      const known = reference(theta(), problem.features, problem.labels, SHAPE.classes, (at, x) =>
        scores(at, x, SHAPE),
      );
      const hessian = referenceHessian(theta(), problem.features, problem.labels, SHAPE.classes, (at, x) =>
        scores(at, x, SHAPE),
      );
      const p = theta().length;
      const [mask, at] = [weightMask(SHAPE), theta()];
      for (let j = 0; j < p; j++) hessian[j * p + j] += damping + L2 * mask[j];
      const factor = await backend.cholesky(hessian, p, quietWork());
      const s = factor.solve(known.gradients[0], 1);
      const expected = known.gradients.map(
        (gradient) => -gradient.reduce((sum, g, j) => sum + s[j] * (g + L2 * mask[j] * at[j]), 0),
      );
      for (const [solver, curvature, why] of [
        ['exact', 'auto', /Hessian, chosen since the network is at a minimum, damping 0\.02/],
        ['exact', 'hessian', /Hessian, as set/],
        ['cg', 'hessian', /Hessian, as set/],
      ] as const) {
        const { influence, solver: head } = await explain(solver, damping, curvature);
        assert.ok(relativeError(influence, expected) < 1e-3, `${solver} ${curvature}`);
        assert.match(head.reason, why);
      }
      assert.match((await explain('cg', damping, 'auto')).solver.reason, /Gauss-Newton, chosen since/);
    });

    it('falls back to Gauss-Newton off a minimum, and refuses the Hessian there', async () => {
      const saved = model.save();
      const off = saved.arrays['theta'].map((value, j) => value + 2 * Math.sin(17 * j));
      const moved = await mlp.restore(problem, config, { ...saved, arrays: { theta: off } }, context());
      const ask = (curvature: CurvatureChoice) =>
        moved.explain(
          row(problem.features, 0),
          explained(),
          { solver: 'exact', damping: 1e-4, curvature },
          quietWork(),
        );
      assert.match((await ask('auto')).solver.reason, /Gauss-Newton, chosen since the Hessian has negative/);
      await assert.rejects(ask('hessian'), { code: 'numeric', message: /negative directions/ });
      moved.dispose();
    });

    it('scores all rows as the reference does, when the curvature is factored whole', async () => {
      const damping = 0.02;
      const { gradients, factor } = await referenceInverse(damping);
      const expected = gradients.map((gradient) =>
        factor.solve(gradient, 1).reduce((sum, value, j) => sum + value * gradient[j], 0),
      );
      const { selfInfluence, leverage } = await model.rowScores(
        { solver: 'exact', damping, curvature: 'gauss-newton' },
        quietWork(),
      );
      assert.ok(relativeError(selfInfluence, expected) < 1e-3);
      assert.ok(leverage.every((value) => value >= 0 && value < 1));
    });

    it('factors layers so that a solve is nearly that of the exact blocks (EK-FAC)', async () => {
      const damping = 0.02;
      const { gaussNewton, gradients, factor } = await referenceInverse(damping, true);
      const network = buildNetwork(mlpStages(SHAPE.inputs, SHAPE.classes, config), 0);
      writeParameters(network.parameters, theta());
      const inner = { network, loss: softmaxCrossEntropy, ...problem, l2: L2 };
      const batches = createBatches(inner, DEFAULT_MEMORY);
      const ekfac = await createEkfac(inner, batches, backend, quietWork());
      // The bases are those of E[a·aᵀ] and E[diag(p) − p·pᵀ], which for the ends of the network follow from data and predictions.
      const [first, last] = [ekfac.blocks[0], ekfac.blocks.at(-1)!];
      const { cols, data } = problem.features;
      assertDiagonal(first.innerVectors, first.inner, (i, j) => {
        const at = (row: number, column: number) => (column < cols ? data[row * cols + column] : 1);
        return meanOver(problem.labels.length, (row) => at(row, i) * at(row, j));
      });
      const predicted = model.probabilities(problem.features);
      assertDiagonal(last.outerVectors, last.outer, (i, j) =>
        meanOver(problem.labels.length, (row) => {
          const [a, b] = [predicted[row * SHAPE.classes + i], predicted[row * SHAPE.classes + j]];
          return (i === j ? a : 0) - a * b;
        }),
      );
      // The corrected eigenvalues are the exact diagonal of G in these bases.
      const p = theta().length;
      let start = 0;
      for (const { inner, outer, innerVectors, outerVectors, values } of ekfac.blocks) {
        for (let a = 0; a < inner; a++)
          for (let b = 0; b < outer; b++) {
            const v = new Float64Array(p);
            for (let i = 0; i < inner; i++)
              for (let j = 0; j < outer; j++)
                v[start + i * outer + j] = innerVectors[i * inner + a] * outerVectors[j * outer + b];
            let form = 0;
            for (let i = 0; i < p; i++)
              for (let j = 0; j < p; j++) form += v[i] * gaussNewton[i * p + j] * v[j];
            assert.ok(Math.abs(values[a * outer + b] - form) < 1e-5 * ekfac.meanEigenvalue * p);
          }
        start += inner * outer;
      }
      const cosines = gradients.map((gradient) =>
        cosine(ekfac.solve(gradient, damping + L2), factor.solve(gradient, 1)),
      );
      const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
      assert.ok(mean > 0.8, String(mean));
      batches.dispose();
      network.dispose();
    });

    it('ranks rows much as retraining does', async () => {
      const { removalDelta } = await explain('exact', 1e-3);
      const rows = [...removalDelta.keys()]
        .sort((a, b) => Math.abs(removalDelta[b]) - Math.abs(removalDelta[a]))
        .slice(0, 12);
      const target = row(problem.features, 0);
      const before = model.logProbabilities(target)[explained()];
      const actual: number[] = [];
      for (const i of rows) {
        const without = await model.retrainWithout(Int32Array.of(i), quietWork());
        actual.push(before - without.logProbabilities(target)[explained()]);
        without.dispose();
      }
      const { r } = agreement(
        rows.map((i) => removalDelta[i]),
        actual,
      );
      assert.ok(r > 0.8, String(r));
    });

    it('leaks no tensors over many explanations, and none when it is stopped', async () => {
      await explain('cg');
      const before = memory().numTensors;
      for (let i = 0; i < 20; i++) await explain('cg');
      assert.equal(memory().numTensors, before);
      const stopped = new AbortController();
      stopped.abort();
      await assert.rejects(mlp.fit(problem, config, context(stopped.signal)), { code: 'cancelled' });
      assert.equal(memory().numTensors, before);
    });
  });
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const dot = Array.from(a).reduce((sum, value, j) => sum + value * b[j], 0);
  return dot / (Math.hypot(...Array.from(a)) * Math.hypot(...Array.from(b)));
}

function meanOver(rows: number, of: (row: number) => number): number {
  return Array.from({ length: rows }, (_, row) => of(row) / rows).reduce((a, b) => a + b, 0);
}

/** That the columns of `vectors` are eigenvectors of the matrix. */
function assertDiagonal(vectors: Float64Array, size: number, matrix: (i: number, j: number) => number): void {
  const form = (a: number, b: number): number => {
    let sum = 0;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) sum += vectors[i * size + a] * matrix(i, j) * vectors[j * size + b];
    return sum;
  };
  for (let a = 0; a < size; a++)
    for (let b = 0; b < a; b++) assert.ok(Math.abs(form(a, b)) < 1e-5 * form(size - 1, size - 1));
}
