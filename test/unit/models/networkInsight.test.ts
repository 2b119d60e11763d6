/** What a network says beyond its ranking, against float64 sums, central differences, and retraining. */
import assert from 'node:assert/strict';
import { memory } from '@tensorflow/tfjs-core';
import { parse } from 'valibot';
import { type CnnConfig, InfluenceConfig, type MlpConfig } from '../../../extension/contract/config';
import type { DenseMatrix } from '../../../extension/core/linalg/types';
import { cnn } from '../../../extension/core/models/cnn';
import type { ModelInsight } from '../../../extension/core/models/insight';
import { mlp } from '../../../extension/core/models/mlp';
import type { FittedModel, TrainingProblem } from '../../../extension/core/models/types';
import { createRandom, shuffle } from '../../../extension/core/random';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { BACKENDS, relativeError } from '../autodiff/support';
import {
  convolutionScores,
  type ConvolutionShape,
  jacobian,
  reference,
  scores,
  type Shape,
  softmax,
  weightMask,
} from './networkReference';
import { agreement, assertClose, backend, dense, quietWork, randomProblem, row } from './support';

const SHAPE: Shape = { inputs: 4, hidden: 5, classes: 3 };
const ROWS = 60;
const L2 = 0.01;
const OPTIONS = { solver: 'exact', damping: 0.02, curvature: 'gauss-newton' } as const;
const FLOAT32 = 1e-3;

for (const name of BACKENDS)
  describe(`insight: multilayer perceptron on ${name}`, () => {
    const config = parse(InfluenceConfig, {
      train: 'a.csv',
      test: 0.2,
      model: { type: 'mlp', hidden: [SHAPE.hidden], l2: L2 },
    }).model as MlpConfig;
    let problem: TrainingProblem & { features: DenseMatrix };
    let model: FittedModel;
    let insight: ModelInsight<FittedModel>;
    let theta: Float64Array;
    let gradients: Float64Array[];
    /** (G + λ + δ)⁻¹∇ℓ of row 0 for its label. */
    let s: Float64Array;
    const scoresOf = (at: Float64Array, x: Float64Array) => scores(at, x, SHAPE);
    const x = (i: number) => row(problem.features, i).data;
    const target = () => row(problem.features, 0);
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, j) => sum + value * b[j], 0);
    const residual = (i: number) =>
      softmax(scoresOf(theta, x(i))).map((p, c) => p - (problem.labels[i] === c ? 1 : 0));

    before(async () => {
      problem = randomProblem(ROWS, SHAPE.inputs, SHAPE.classes, 7);
      const tensors = () => startTfjs(name);
      model = await mlp.fit(problem, config, { backend, seed: 3, work: quietWork(), tensors });
      insight = model.insight!;
      theta = model.save().arrays['theta'];
      const known = reference(theta, problem.features, problem.labels, SHAPE.classes, scoresOf);
      ({ gradients } = known);
      const p = theta.length;
      weightMask(SHAPE).forEach(
        (penalised, j) => (known.gaussNewton[j * (p + 1)] += OPTIONS.damping + L2 * penalised),
      );
      s = (await backend.cholesky(known.gaussNewton, p, quietWork())).solve(gradients[0], 1);
    });
    after(() => model.dispose());

    it('takes influence apart', async () => {
      const label = problem.labels[0];
      const { influence } = await model.explain(target(), label, OPTIONS, quietWork());
      const parts = await insight.rankings(target(), label, OPTIONS, quietWork());
      assertClose('influence', parts.influence, influence, 1e-6);
      const products = gradients.map((gradient) => dot(gradient, gradients[0]));
      assert.ok(
        relativeError(
          parts.withoutHessian,
          products.map((value) => -value),
        ) < FLOAT32,
      );
      const length = (v: Float64Array) => Math.sqrt(dot(v, v));
      const cosines = gradients.map((gradient, i) => products[i] / length(gradient) / length(gradients[0]));
      assert.ok(relativeError(parts.gradientCosine!, cosines) < FLOAT32);
      const traced = await model.gradientRanking!('tracin', target(), label, quietWork());
      assert.deepEqual(parts.tracin, traced);
      const unlearned = Array.from(problem.labels, (own, i) =>
        jacobian(theta, x(i), SHAPE.classes, scoresOf).reduce(
          (sum, j, c) => sum - (1 / SHAPE.classes - (own === c ? 1 : 0)) * dot(j, s),
          0,
        ),
      );
      assert.ok(relativeError(parts.withoutLoss, unlearned) < FLOAT32);
      for (const i of [0, 7, 31]) {
        const size = length(residual(i));
        assert.ok(Math.abs(parts.loss[i] / size - 1) < FLOAT32);
        const product = parts.loss[i] * parts.similarity[i] * parts.hessian[i] * length(residual(0));
        assert.ok(Math.abs(product + influence[i]) < FLOAT32 * Math.abs(influence[i]), `${i}`);
        assert.ok(Math.abs(parts.euclidean[i] + Math.hypot(...x(i).map((v, j) => v - x(0)[j]))) < 1e-9);
      }
    });

    it('tells what a cell of a training row does (eq. 5) and what a cell of the explained row does', async () => {
      const label = problem.labels[0];
      const h = 1e-4;
      for (const i of [5, 22]) {
        const answer = await insight.perturbation!(target(), label, i, OPTIONS, quietWork());
        const moved = (of: number, j: number, by: number) => x(of).map((v, at) => (at === j ? v + by : v));
        const slopes = (f: (j: number, by: number) => number) =>
          Array.from({ length: SHAPE.inputs }, (_, j) => (f(j, h) - f(j, -h)) / (2 * h));
        const training = slopes((j, by) => {
          const at = moved(i, j, by);
          const p = softmax(scoresOf(theta, at));
          const pushed = jacobian(theta, at, SHAPE.classes, scoresOf).map((line) => dot(line, s));
          return (
            -pushed.reduce((sum, z, c) => sum + (p[c] - (problem.labels[i] === c ? 1 : 0)) * z, 0) / ROWS
          );
        });
        const explained = slopes((j, by) => -Math.log(softmax(scoresOf(theta, moved(0, j, by)))[label]));
        assert.ok(relativeError(answer.training, training) < FLOAT32, `training ${i}`);
        assert.ok(relativeError(answer.explained, explained) < FLOAT32, `explained ${i}`);
      }
    });

    it('averages influence over many predictions', async () => {
      const targets = dense(3, SHAPE.inputs, problem.features.data.slice(0, 3 * SHAPE.inputs));
      const labels = problem.labels.slice(0, 3);
      const mean = await insight.meanInfluence(targets, labels, OPTIONS, quietWork());
      const expected = new Float64Array(ROWS);
      for (let t = 0; t < 3; t++) {
        const { influence } = await model.explain(row(targets, t), labels[t], OPTIONS, quietWork());
        influence.forEach((value, i) => (expected[i] += value / 3));
      }
      assert.ok(relativeError(mean, expected) < FLOAT32);
    });

    it('sums the effects of single rows to first order, and sees that a group backs itself up', async function () {
      // Retraining takes the time, and is the same on every backend.
      if (name !== 'wasm') return this.skip();
      const random = createRandom(3);
      const aims = [0, 11];
      const alone = new Map<number, Float64Array>();
      for (const t of aims)
        alone.set(
          t,
          (await model.explain(row(problem.features, t), problem.labels[t], OPTIONS, quietWork()))
            .removalDelta,
        );
      const summed: number[] = [];
      const forecast: number[] = [];
      const actual: number[] = [];
      for (let g = 0; g < 12; g++) {
        const rows = shuffle(Int32Array.from(problem.labels.keys()), random)
          .filter((i) => i > 2 && (g % 2 === 0 || problem.labels[i] === 1))
          .slice(0, 1 + Math.floor(g / 2));
        const without = await insight.retrainChanged({ rows }, quietWork());
        for (const t of aims) {
          const [aim, label] = [row(problem.features, t), problem.labels[t]];
          const change = await insight.forecastChange(
            { rows },
            aim,
            Int32Array.of(label),
            OPTIONS,
            quietWork(),
          );
          const sum = rows.reduce((total, i) => total + alone.get(t)![i], 0);
          assert.ok(Math.abs(change.firstOrder[0] - sum) < FLOAT32 * Math.abs(sum) + 1e-6);
          assert.equal(change.residual.status, 'pass');
          summed.push(change.firstOrder[0]);
          forecast.push(change.forecast[0]);
          actual.push(model.logProbabilities(aim)[label] - without.logProbabilities(aim)[label]);
        }
        without.dispose();
      }
      const [plain, corrected] = [agreement(summed, actual), agreement(forecast, actual)];
      const text = JSON.stringify({ plain, corrected });
      assert.ok(corrected.r > 0.9 && corrected.r > plain.r, text);
      assert.ok(Math.abs(Math.log(corrected.slope)) < Math.abs(Math.log(plain.slope)), text);
    });

    it('forecasts new labels, and retrains with them', async () => {
      const rows = Int32Array.of(8, 19, 33);
      const labels = rows.map((i) => (problem.labels[i] + 1) % SHAPE.classes);
      const change = { rows, labels };
      const label = problem.labels[0];
      const { forecast, firstOrder } = await insight.forecastChange(
        change,
        target(),
        Int32Array.of(label),
        OPTIONS,
        quietWork(),
      );
      const expected = rows.reduce((sum, i, at) => {
        const moves = jacobian(theta, x(i), SHAPE.classes, scoresOf);
        return sum + (dot(moves[labels[at]], s) - dot(moves[problem.labels[i]], s)) / ROWS;
      }, 0);
      assert.ok(Math.abs(firstOrder[0] - expected) < FLOAT32 * Math.abs(expected));
      const retrained = await insight.retrainChanged(change, quietWork());
      const actual = model.logProbabilities(target())[label] - retrained.logProbabilities(target())[label];
      assert.ok(actual * forecast[0] > 0, `${forecast[0]} for ${actual}`);
      retrained.dispose();
    });

    it('leaks no tensors', async () => {
      const ask = async () => {
        const rows = Int32Array.of(3, 9);
        await insight.rankings(target(), 1, OPTIONS, quietWork());
        await insight.perturbation!(target(), 1, 4, OPTIONS, quietWork());
        await insight.forecastChange({ rows }, target(), Int32Array.of(1), OPTIONS, quietWork());
        await insight.meanInfluence(target(), Int32Array.of(1), OPTIONS, quietWork());
      };
      await ask();
      const before = memory().numTensors;
      await ask();
      assert.equal(memory().numTensors, before);
    });
  });

for (const name of BACKENDS)
  describe(`insight: convolutional network on ${name}`, () => {
    const shape: ConvolutionShape = { side: 6, kernel: 3, stride: 2, filters: 2, classes: 3 };
    const options = { solver: 'exact', damping: 0.02, curvature: 'gauss-newton' } as const;
    const scoresOf = (at: Float64Array, x: Float64Array) => convolutionScores(at, x, shape);

    it('compares gradients, and tells what pixels push, as float64 sums and central differences do', async () => {
      const problem = randomProblem(30, shape.side ** 2, shape.classes, 5);
      const { model: config } = parse(InfluenceConfig, {
        train: 'a.csv',
        test: 0.2,
        model: { type: 'cnn', filters: [2], stride: [2], l2: L2 },
      });
      const tensors = () => startTfjs(name);
      const context = { backend, seed: 3, work: quietWork(), tensors };
      const model = await cnn.fit(problem, config as CnnConfig, context);
      const theta = model.save().arrays['theta'];
      const gradientOf = (i: number, x = row(problem.features, i).data): Float64Array => {
        const p = softmax(scoresOf(theta, x));
        const lines = jacobian(theta, x, shape.classes, scoresOf);
        return theta.map((_, j) =>
          lines.reduce((sum, line, c) => sum + (p[c] - (problem.labels[i] === c ? 1 : 0)) * line[j], 0),
        );
      };
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, j) => sum + value * b[j], 0);
      const target = row(problem.features, 0);
      const label = problem.labels[0];
      const own = gradientOf(0);
      const { gradientCosine } = await model.insight!.rankings(target, label, options, quietWork());
      const cosines = Array.from(problem.labels, (_, i) => {
        const gradient = gradientOf(i);
        return dot(gradient, own) / Math.sqrt(dot(gradient, gradient) * dot(own, own));
      });
      assert.ok(relativeError(gradientCosine!, cosines) < FLOAT32);
      const { gaussNewton } = reference(theta, problem.features, problem.labels, shape.classes, scoresOf);
      const p = theta.length;
      const filters = shape.kernel ** 2 * shape.filters;
      for (let j = 0; j < p; j++) {
        const weight = j < filters || (j >= filters + shape.filters && j < p - shape.classes);
        gaussNewton[j * (p + 1)] += options.damping + (weight ? L2 : 0);
      }
      const s = (await backend.cholesky(gaussNewton, p, quietWork())).solve(own, 1);
      const i = 4;
      const answer = await model.insight!.perturbation!(target, label, i, options, quietWork());
      for (const pixel of [0, 8, 14, 35]) {
        const at = (by: number) => row(problem.features, i).data.map((v, j) => (j === pixel ? v + by : v));
        const slope = (dot(gradientOf(i, at(1e-4)), s) - dot(gradientOf(i, at(-1e-4)), s)) / 2e-4;
        const size = Math.max(...answer.training.map(Math.abs));
        assert.ok(Math.abs(answer.training[pixel] + slope / 30) < FLOAT32 * size, `${pixel}`);
      }
      model.dispose();
    });
  });
