/** The smooth hinge against central differences, an explicit Hessian, retraining, and the optimality conditions of the hinge. */
import assert from 'node:assert/strict';
import { solveSmall } from '../../../extension/core/linalg/small';
import { smoothHingeLoss } from '../../../extension/core/models/linear/losses/smoothHinge';
import { smoothHinge } from '../../../extension/core/models/smoothHinge';
import type { FittedModel, TrainingProblem } from '../../../extension/core/models/types';
import { createRandom } from '../../../extension/core/random';
import { agreement, assertClose, backend, leaveOut, normals, quietWork, randomProblem, row } from './support';

const CONTEXT = { backend, seed: 0, work: quietWork() };
const SOLVER = { solver: 'auto', damping: 0, forecast: 'all' } as const;

function fitHinge(problem: TrainingProblem, l2: number | 'auto', temperature: number): Promise<FittedModel> {
  return smoothHinge.fit(problem, { type: 'smooth-hinge', l2, temperature }, CONTEXT);
}

describe('smooth hinge: the loss', () => {
  for (const classes of [2, 4])
    for (const t of [1, 0.05]) {
      const loss = smoothHingeLoss(
        classes,
        Int32Array.from({ length: classes }, (_, c) => c),
        t,
      );
      const k = loss.scores;
      const rows = 24;
      const scores = normals(rows * k, createRandom(3));
      const labels = Int32Array.from({ length: rows }, (_, i) => i % classes);

      it(`has its derivatives (${classes} classes, t ${t})`, () => {
        const h = 1e-5 * Math.min(1, t);
        const residuals = loss.residuals(scores, labels);
        const blocks = loss.curvature(scores, labels).blocks(0, rows);
        for (let s = 0; s < k; s++) {
          const moved = (by: number): Float64Array => scores.map((v, at) => (at % k === s ? v + by : v));
          const [up, down] = [moved(h), moved(-h)];
          const before = loss.losses(down, labels);
          const slope = loss.losses(up, labels).map((value, i) => (value - before[i]) / (2 * h));
          assertClose(
            'r',
            residuals.filter((_, at) => at % k === s),
            slope,
            1e-7,
          );
          const lower = loss.residuals(down, labels);
          const bend = loss.residuals(up, labels).map((value, at) => (value - lower[at]) / (2 * h));
          assertClose(
            'W',
            blocks.filter((_, at) => at % k === s),
            bend,
            1e-7,
          );
        }
      });

      it(`tells changes, losses by class and probabilities (${classes} classes, t ${t})`, () => {
        const eta = scores.slice(0, k);
        const shifts = normals(10 * k, createRandom(9));
        const byClass = loss.classLosses!(scores);
        const p = loss.probabilities(scores);
        for (let c = 0; c < classes; c++) {
          const own = Int32Array.of(c);
          const before = loss.losses(eta, own)[0];
          assert.equal(byClass[c], before);
          loss.lossChanges(eta, shifts, c).forEach((change, i) => {
            const after = eta.map((value, s) => value + shifts[i * k + s]);
            assert.ok(Math.abs(change - (loss.losses(after, own)[0] - before)) < 1e-12);
          });
        }
        for (let i = 0; i < rows; i++) {
          const row = [...p.subarray(i * classes, (i + 1) * classes)];
          const least = byClass.subarray(i * classes, (i + 1) * classes);
          assert.ok(Math.abs(row.reduce((a, b) => a + b) - 1) < 1e-14);
          assert.equal(row.indexOf(Math.max(...row)), least.indexOf(Math.min(...least)));
        }
      });
    }

  it('is the formula of the paper, and the hinge in the limit', () => {
    const t = 0.1;
    const scores = Float64Array.of(-2, -0.3, 0, 0.8, 1, 1.7);
    const labels = Int32Array.of(1, 1, 0, 1, 0, 0);
    const margins = scores.map((eta, i) => (labels[i] === 1 ? eta : -eta));
    const pair = Int32Array.of(0, 1);
    assertClose(
      't·log(1 + e^((1 − s)/t))',
      smoothHingeLoss(2, pair, t).losses(scores, labels),
      margins.map((s) => t * Math.log(1 + Math.exp((1 - s) / t))),
      1e-14,
    );
    const hinge = margins.map((s) => Math.max(0, 1 - s));
    assertClose('hinge', smoothHingeLoss(2, pair, 0).losses(scores, labels), hinge, 1e-15);
    assertClose('t = 1e-9', smoothHingeLoss(2, pair, 1e-9).losses(scores, labels), hinge, 1e-8);
  });
});

describe('smooth hinge: the model', () => {
  it('has the influence of an explicit Hessian (eq. 2)', async () => {
    const [rows, cols, l2, t] = [40, 4, 0.05, 0.2];
    const problem = randomProblem(rows, cols, 2, 11);
    const model = await fitHinge(problem, l2, t);
    const theta = model.save().arrays['theta']!;
    const d = cols + 1;
    const x = (i: number): number[] => [...row(problem.features, i).data, 1];
    const gradient = (i: number, label: number): number[] => {
      const y = label === 1 ? 1 : -1;
      const s = y * x(i).reduce((sum, value, j) => sum + value * theta[j], 0);
      const slope = -y / (1 + Math.exp(-(1 - s) / t));
      return x(i).map((value) => slope * value);
    };
    const hessian = new Float64Array(d * d);
    for (let i = 0; i < rows; i++) {
      const y = problem.labels[i] === 1 ? 1 : -1;
      const s = y * x(i).reduce((sum, value, j) => sum + value * theta[j], 0);
      const q = 1 / (1 + Math.exp(-(1 - s) / t));
      const w = (q * (1 - q)) / t;
      x(i).forEach((a, j) => x(i).forEach((b, l) => (hessian[j * d + l] += (w * a * b) / rows)));
    }
    for (let j = 0; j < cols; j++) hessian[j * d + j] += l2;
    const solved = solveSmall(hessian, Float64Array.from(gradient(7, 1)), d);
    const expected = Float64Array.from({ length: rows }, (_, i) =>
      gradient(i, problem.labels[i]).reduce(
        (sum, g, j) => sum - (g + (j < cols ? l2 * theta[j] : 0)) * solved[j],
        0,
      ),
    );
    for (const solver of ['exact', 'cg'] as const) {
      const answer = await model.explain(row(problem.features, 7), 1, { ...SOLVER, solver }, quietWork());
      assertClose(solver, answer.influence, expected, 1e-9);
      assert.ok(answer.checks.every(({ status }) => status === 'pass'));
    }
  });

  for (const classes of [2, 3])
    it(`forecasts removals as retraining finds them, ${classes} classes`, async () => {
      const problem = randomProblem(120, 5, classes, 21);
      const model = await fitHinge(problem, 0.02, 0.5);
      const target = row(problem.features, 3);
      for (const solver of ['exact', 'cg'] as const) {
        const answer = await model.explain(target, 1, { ...SOLVER, solver }, quietWork());
        const rows = [...problem.labels.keys()].filter((i) => i % 6 === 0);
        const actual: number[] = [];
        const probability: number[] = [];
        for (const i of rows) {
          const anew = await fitHinge(leaveOut(problem, [i]), 0.02, 0.5);
          const warm = await model.retrainWithout(Int32Array.of(i), quietWork());
          const change = anew.losses!(target)[1] - model.losses!(target)[1];
          assert.ok(Math.abs(warm.losses!(target)[1] - anew.losses!(target)[1]) < 1e-9);
          actual.push(change);
          probability.push(anew.probabilities(target)[1] - model.probabilities(target)[1]);
        }
        const forecast = agreement(
          rows.map((i) => answer.removalForecast![i]),
          actual,
        );
        const chance = agreement(
          rows.map((i) => answer.removalProbabilityDelta[i]),
          probability,
        );
        assert.ok(forecast.r > 0.995 && Math.abs(forecast.slope - 1) < 0.05, JSON.stringify(forecast));
        assert.ok(chance.r > 0.995 && Math.abs(chance.slope - 1) < 0.05, JSON.stringify(chance));
      }
    });

  it('at t = 0 is the optimum of the hinge: its dual closes the gap', async () => {
    const [rows, cols, l2] = [60, 3, 0.05];
    const problem = randomProblem(rows, cols, 2, 5);
    const model = await fitHinge(problem, l2, 0);
    const theta = model.save().arrays['theta']!;
    let primal = 0;
    // Weights of the dual, w = Σ α_i y_i x_i / (λn) with α in [0, 1] and Σ α_i y_i = 0, from the margins.
    const norm = theta.subarray(0, cols).reduce((sum, w) => sum + w * w, 0);
    for (let i = 0; i < rows; i++)
      primal += model.losses!(row(problem.features, i))[problem.labels[i]] / rows;
    primal += (l2 / 2) * norm;
    assert.ok(Math.abs(model.report.objective - primal) < 1e-12);
    // Strong duality with these: (1/n) Σ α_i − (λ/2)‖w‖² = R, so Σ α_i / n = R + (λ/2)‖w‖². Each α is 1 inside the margin.
    const inside = [...problem.labels.keys()].filter(
      (i) => model.losses!(row(problem.features, i))[problem.labels[i]] > 1e-4,
    ).length;
    const on = [...problem.labels.keys()].filter((i) => {
      const eta = row(problem.features, i).data.reduce((sum, v, j) => sum + v * theta[j], theta[cols]);
      return Math.abs(1 - (problem.labels[i] === 1 ? eta : -eta)) <= 1e-4;
    }).length;
    const sum = rows * (primal + (l2 / 2) * norm);
    assert.ok(sum >= inside - 1e-3 && sum <= inside + on + 1e-3, `${inside} ≤ ${sum} ≤ ${inside + on}`);
    for (const shift of [1e-3, -1e-3])
      for (let j = 0; j <= cols; j++) {
        const moved = theta.map((value, at) => (at === j ? value + shift : value));
        let objective = (l2 / 2) * moved.subarray(0, cols).reduce((total, w) => total + w * w, 0);
        for (let i = 0; i < rows; i++) {
          const eta = row(problem.features, i).data.reduce(
            (total, v, at) => total + v * moved[at],
            moved[cols],
          );
          objective += Math.max(0, 1 - (problem.labels[i] === 1 ? eta : -eta)) / rows;
        }
        assert.ok(objective >= primal - 1e-6);
      }
    const answer = await model.explain(row(problem.features, 0), 1, SOLVER, quietWork());
    assert.ok(answer.influence.every(Number.isFinite));
    assert.ok(answer.checks.every(({ status }) => status === 'pass'));
  });

  it('reaches the optimum of small temperatures, and comes back from what was saved', async () => {
    for (const classes of [2, 3])
      for (const t of [0.01, 0.001]) {
        const problem = randomProblem(150, 6, classes, 31);
        const model = await fitHinge(problem, 0.01, t);
        assert.deepEqual(
          model.checks.map(({ status }) => status),
          ['pass'],
        );
        const config = { type: 'smooth-hinge', l2: 0.01, temperature: t } as const;
        const restored = await smoothHinge.restore(problem, config, structuredClone(model.save()), CONTEXT);
        assert.deepEqual(restored.losses!(problem.features), model.losses!(problem.features));
      }
  });

  it('retrains when a class loses its last row', async () => {
    const problem = randomProblem(40, 3, 3, 8);
    const labels = problem.labels.map((label, i) => (i === 0 ? 2 : label === 2 ? 1 : label));
    const model = await fitHinge({ ...problem, labels }, 0.05, 0.1);
    const without = await model.retrainWithout(Int32Array.of(0), quietWork());
    const losses = without.losses!(row(problem.features, 5));
    assert.equal(losses[2], Infinity);
    assert.equal(without.probabilities(row(problem.features, 5))[2], 0);
  });
});
