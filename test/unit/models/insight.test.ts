/** What a model says beyond its ranking, against retraining, refits with a changed cell, and dense linear algebra. */
import assert from 'node:assert/strict';
import { modelFamily } from '../../../extension/core/models/registry';
import type { FittedModel, TrainingProblem } from '../../../extension/core/models/types';
import { createRandom, shuffle } from '../../../extension/core/random';
import {
  agreement,
  assertClose,
  backend,
  dense,
  fit,
  normals,
  quietWork,
  randomProblem,
  row,
} from './support';

const OPTIONS = { solver: 'auto', damping: 0 } as const;

function fitSmoothHinge(problem: TrainingProblem): Promise<FittedModel> {
  const config = { type: 'smooth-hinge', l2: 0.02, temperature: 0.5 } as const;
  return modelFamily('smooth-hinge').fit(problem, config, { backend, seed: 0, work: quietWork() });
}

function lossOf(model: FittedModel, target: ReturnType<typeof dense>, label: number): number {
  return model.losses?.(target)[label] ?? -model.logProbabilities(target)[label];
}

const MODELS: [string, number, (problem: TrainingProblem) => Promise<FittedModel>][] = [
  ['logistic, 2 classes', 2, (problem) => fit(problem, 0.01)],
  ['logistic, 3 classes', 3, (problem) => fit(problem, 0.01)],
  ['smooth hinge, 3 classes', 3, fitSmoothHinge],
];

for (const [name, classes, fitModel] of MODELS)
  describe(`insight: ${name}`, () => {
    const problem = randomProblem(300, 6, classes, 13);
    const target = row(problem.features, 5);
    let model: FittedModel;
    before(async () => {
      model = await fitModel(problem);
    });

    it('forecasts groups of 1 to 10 % of the rows as retraining finds them', async () => {
      const predicted: number[] = [];
      const actual: number[] = [];
      const random = createRandom(3);
      for (let g = 0; g < 24; g++) {
        const rows = shuffle(Int32Array.from(problem.labels.keys()), random)
          .filter((i) => g % 2 === 0 || problem.labels[i] === 1)
          .slice(0, 3 + Math.floor(27 * random()));
        const [forecast, retrained] = [
          await model.insight!.forecastChange({ rows }, target, Int32Array.of(1), OPTIONS, quietWork()),
          await model.retrainWithout(rows, quietWork()),
        ];
        predicted.push(forecast.forecast[0]);
        actual.push(lossOf(retrained, target, 1) - lossOf(model, target, 1));
      }
      const { r, slope } = agreement(predicted, actual);
      assert.ok(r >= 0.99 && slope >= 0.9 && slope <= 1.1, `R ${r}, slope ${slope}`);
    });

    it('sums the effects of single rows to first order, and sees the leverage of one', async () => {
      const answer = await model.explain(target, 1, { ...OPTIONS, forecast: 'all' }, quietWork());
      const rows = Int32Array.of(2, 40, 77);
      const change = await model.insight!.forecastChange(
        { rows },
        target,
        Int32Array.of(1),
        OPTIONS,
        quietWork(),
      );
      const sum = rows.reduce((total, i) => total + answer.removalDelta[i], 0);
      assert.ok(Math.abs(change.firstOrder[0] - sum) < 1e-10 * Math.abs(sum) + 1e-14);
      const one = { rows: Int32Array.of(2) };
      const single = await model.insight!.forecastChange(one, target, Int32Array.of(1), OPTIONS, quietWork());
      // The forecast of one row takes one step, with the penalty's curvature of n rows, not n − 1.
      const expected = answer.removalForecast![2];
      assert.ok(Math.abs(single.forecast[0] - expected) < 0.03 * Math.abs(expected));
      const chance = answer.removalProbabilityDelta[2];
      assert.ok(Math.abs(single.probabilityDelta[0] - chance) < 0.03 * Math.abs(chance));
    });

    it('forecasts and retrains with other labels', async () => {
      const rows = Int32Array.of(1, 8, 19, 33, 64);
      const labels = rows.map((i) => (problem.labels[i] + 1) % classes);
      const change = { rows, labels };
      const forecast = await model.insight!.forecastChange(
        change,
        target,
        Int32Array.of(1),
        OPTIONS,
        quietWork(),
      );
      const retrained = await model.insight!.retrainChanged(change, quietWork());
      const relabelled = problem.labels.slice();
      rows.forEach((i, at) => (relabelled[i] = labels[at]));
      const anew = await fitModel({ ...problem, labels: relabelled });
      const actual = lossOf(anew, target, 1) - lossOf(model, target, 1);
      assert.ok(Math.abs(lossOf(retrained, target, 1) - lossOf(anew, target, 1)) < 1e-9);
      assert.ok(Math.abs(forecast.forecast[0] - actual) < 0.1 * Math.abs(actual) + 1e-3);
    });

    it('tells what a cell of a training row does (eq. 5) and what a cell of the explained row does', async () => {
      const i = 17;
      const h = 1e-3;
      const answer = await model.insight!.perturbation!(target, 1, i, OPTIONS, quietWork());
      const training = new Float64Array(6);
      const explained = new Float64Array(6);
      for (let j = 0; j < 6; j++) {
        const lossAt = async (by: number): Promise<number> => {
          const data = problem.features.data.slice();
          data[i * 6 + j] += by;
          return lossOf(await fitModel({ ...problem, features: dense(300, 6, data) }), target, 1);
        };
        training[j] = ((await lossAt(h)) - (await lossAt(-h))) / (2 * h);
        const moved = (by: number) =>
          dense(
            1,
            6,
            target.data.map((value, at) => (at === j ? value + by : value)),
          );
        explained[j] = (lossOf(model, moved(h), 1) - lossOf(model, moved(-h), 1)) / (2 * h);
      }
      assertClose('training row', answer.training, training, 1e-5);
      assertClose('explained row', answer.explained, explained, 1e-5);
    });

    it('takes influence apart', async () => {
      const { influence } = await model.explain(target, 1, OPTIONS, quietWork());
      const parts = await model.insight!.rankings(target, 1, OPTIONS, quietWork());
      assertClose('influence', parts.influence, influence, 1e-12);
      for (const i of [0, 5, 100]) {
        const [a, b] = [target.data, row(problem.features, i).data];
        const inner = a.reduce((sum, value, j) => sum + value * b[j], 0);
        const distance = Math.hypot(...a.map((value, j) => value - b[j]));
        assert.ok(Math.abs(parts.euclidean[i] + distance) < 1e-6);
        assert.ok(Math.abs(parts.cosine[i] - inner / (Math.hypot(...a) * Math.hypot(...b))) < 1e-12);
        assert.ok(Math.abs(parts.similarity[i] - inner - 1) < 1e-12);
      }
      // Without the Hessian the sign is that of similar residuals: the row itself helps most.
      assert.ok(parts.withoutHessian[5] <= 0 || problem.labels[5] !== 1);
    });

    it('averages influence over many predictions', async () => {
      const targets = dense(3, 6, problem.features.data.slice(0, 18));
      const labels = Int32Array.of(0, 1, 1);
      const mean = await model.insight!.meanInfluence(targets, labels, OPTIONS, quietWork());
      const expected = new Float64Array(300);
      for (let t = 0; t < 3; t++) {
        const { influence } = await model.explain(row(targets, t), labels[t], OPTIONS, quietWork());
        influence.forEach((value, i) => (expected[i] += value / 3));
      }
      assertClose('mean influence', mean, expected, 1e-10);
    });

    it('measures its curvature', async () => {
      assert.ok(model.evidence!.productError(1)! < 1e-7);
      const { smallest, largest } = await model.evidence!.spectrum(OPTIONS, quietWork());
      const damped = await model.evidence!.spectrum({ ...OPTIONS, damping: 0.5 }, quietWork());
      assert.ok(smallest > 0 && smallest < largest);
      assert.ok(Math.abs(damped.smallest - smallest - 0.5) < 1e-6);
      assert.ok(Math.abs(damped.largest - largest - 0.5) < 1e-6);
    });
  });

describe('insight: the spectrum', () => {
  it('is that of the explicit Hessian', async () => {
    const problem = randomProblem(80, 4, 2, 3);
    const model = await fit(problem, 0.01);
    const theta = model.save().arrays['theta']!;
    const h = new Float64Array(25);
    for (let i = 0; i < 80; i++) {
      const x = [...row(problem.features, i).data, 1];
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, j) => sum + value * theta[j], 0)));
      x.forEach((a, j) => x.forEach((b, l) => (h[j * 5 + l] += (p * (1 - p) * a * b) / 80)));
    }
    for (let j = 0; j < 4; j++) h[j * 6] += 0.01;
    const { values } = await backend.symmetricEigen(h, 5, quietWork());
    const { smallest, largest } = await model.evidence!.spectrum(OPTIONS, quietWork());
    assert.ok(Math.abs(smallest / values[0] - 1) < 1e-8);
    assert.ok(Math.abs(largest / values[4] - 1) < 1e-8);
  });

  it('tells a wrong product from a right one', async () => {
    const noise = normals(200, createRandom(6));
    const model = await fit(
      {
        features: dense(50, 4, noise),
        labels: Int32Array.from(noise.slice(0, 50), (v) => (v > 0 ? 1 : 0)),
        classes: 2,
      },
      0.1,
    );
    assert.ok(model.evidence!.productError(2)! < 1e-8);
  });
});

describe('insight: new labels for many rows', () => {
  it('forecasts new labels far from the boundary, where a whole Newton step would lead uphill', async () => {
    const rows = 200;
    const random = createRandom(8);
    const data = normals(rows * 3, random);
    const labels = Int32Array.from({ length: rows }, (_, i) => (data[i * 3] > 0 ? 1 : 0));
    const separated = {
      features: dense(
        rows,
        3,
        data.map((x, at) => (at % 3 ? x : 4 * x)),
      ),
      labels,
      classes: 2,
    };
    const sure = await fit(separated, 1e-4);
    const far = Int32Array.from(labels.keys()).filter((i) => data[i * 3] > 0.9);
    const change = { rows: far, labels: far.map(() => 0) };
    const aim = row(separated.features, labels.indexOf(1));
    const { forecast } = await sure.insight!.forecastChange(
      change,
      aim,
      Int32Array.of(1),
      OPTIONS,
      quietWork(),
    );
    const retrained = await sure.insight!.retrainChanged(change, quietWork());
    const actual = lossOf(retrained, aim, 1) - lossOf(sure, aim, 1);
    assert.ok(Math.abs(forecast[0] - actual) < 0.2 * Math.abs(actual), `${forecast[0]} for ${actual}`);
  });
});
