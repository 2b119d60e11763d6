/** Estimated A_i against those of a factor: exact where the directions span everything, and with the errors it says elsewhere. */
import assert from 'node:assert/strict';
import { median } from 'simple-statistics';
import { createDesign } from '../../../extension/core/models/linear/design';
import { linearCurvature } from '../../../extension/core/models/linear/curvature';
import { logisticLoss } from '../../../extension/core/models/linear/losses/logistic';
import { softmaxLoss } from '../../../extension/core/models/linear/losses/softmax';
import { evaluate } from '../../../extension/core/models/linear/objective';
import { isEstimated } from '../../../extension/core/models/linear/rowScores';
import { chooseSolver } from '../../../extension/core/solvers/choose';
import { estimateCovariances } from '../../../extension/core/solvers/estimatedCovariances';
import { LINEAR_SOLVERS } from '../../../extension/core/solvers/registry';
import type { LinearCurvature } from '../../../extension/core/solvers/types';
import { assertClose, backend, fit, quietWork, randomProblem, toSparse } from '../models/support';

async function exactCovariances(curvature: LinearCurvature): Promise<Float64Array> {
  const every = Int32Array.from({ length: curvature.rows }, (_, i) => i);
  const demand = { solves: 1, rows: curvature.rows, covariances: true };
  const solver = await chooseSolver(LINEAR_SOLVERS, 'exact', curvature, demand).build(
    curvature,
    backend,
    quietWork(),
  );
  try {
    return await solver.scoreCovariances(every, quietWork());
  } finally {
    solver.dispose();
  }
}

function curvatureOf(rows: number, features: number, classes: number, l2: number): LinearCurvature {
  const { features: x, labels } = randomProblem(rows, features, classes, 3, 0.2);
  const present = Int32Array.from({ length: classes }, (_, c) => c);
  const loss = classes === 2 ? logisticLoss() : softmaxLoss(classes, present);
  const problem = { design: createDesign(toSparse(x), backend), labels, loss, l2, count: rows };
  return linearCurvature(
    problem,
    evaluate(problem, new Float64Array(problem.design.width * loss.scores).fill(0.01)),
  );
}

function trace(blocks: Float64Array, row: number, k: number): number {
  let sum = 0;
  for (let s = 0; s < k; s++) sum += blocks[(row * k + s) * k + s]!;
  return sum;
}

describe('estimated leverages', () => {
  for (const classes of [2, 3])
    it(`are exact where there are few parameters, ${classes} classes`, async () => {
      const curvature = curvatureOf(60, 5, classes, 0.01);
      const { covariances, errors } = await estimateCovariances(curvature, backend, quietWork());
      assertClose('A_i', covariances, await exactCovariances(curvature), 1e-9);
      // What it measures itself against are solves to few digits.
      assert.ok(Math.max(...errors.map(Math.abs)) < 2e-3, String(errors));
    });

  for (const classes of [2, 4])
    it(`are off by what they say on wide data, ${classes} classes`, async () => {
      const curvature = curvatureOf(200, 400, classes, 0.02);
      const k = curvature.scores;
      const { covariances, errors } = await estimateCovariances(curvature, backend, quietWork());
      const exact = await exactCovariances(curvature);
      const actual = Array.from({ length: 200 }, (_, i) => trace(covariances, i, k) / trace(exact, i, k) - 1);
      const typical = median(actual.map(Math.abs));
      const told = median([...errors].map(Math.abs));
      assert.ok(typical < 0.15, `typical error ${typical}`);
      assert.ok(told < 2 * typical + 0.01 && typical < 2 * told + 0.01, `${told} told, ${typical} found`);
      assert.ok(Math.abs(median(actual)) < 0.05, `bias ${median(actual)}`);
      for (let at = 0; at < covariances.length; at++) assert.ok(Number.isFinite(covariances[at]));
    });

  it('hold in little memory, with fewer directions and rows to compare with', async () => {
    const curvature = { ...curvatureOf(200, 400, 2, 0.02), memory: 8 * 401 * 8 * 16 };
    const { covariances, errors } = await estimateCovariances(curvature, backend, quietWork());
    assert.ok(errors.length < 16 && errors.length > 0, String(errors.length));
    const exact = await exactCovariances(curvatureOf(200, 400, 2, 0.02));
    const typical = median(Array.from(exact, (value, i) => Math.abs(covariances[i]! / value - 1)));
    assert.ok(typical < 0.3, `typical error ${typical}`);
  });

  it('score rows as exact ones do, and say that they are estimates', async () => {
    const problem = randomProblem(150, 300, 2, 5, 0.2);
    const model = await fit({ ...problem, features: toSparse(problem.features) }, 0.02);
    const options = { solver: 'auto', damping: 0 } as const;
    const exact = await model.rowScores({ ...options, leverage: 'exact' }, quietWork());
    const unasked = await model.rowScores(options, quietWork());
    const estimate = await model.rowScores({ ...options, leverage: 'estimate' }, quietWork());
    assert.deepEqual(unasked.selfInfluence, exact.selfInfluence);
    const ratios = Array.from(exact.selfInfluence, (value, i) => estimate.selfInfluence[i]! / value);
    assert.ok(Math.abs(median(ratios) - 1) < 0.1, `${median(ratios)}`);
    const check = estimate.checks.find(({ name }) => name === 'leverage estimate');
    assert.equal(check?.status, 'warn');
    assert.match(check.message, /off by [\d.]+ % typically/);
    assert.ok(!exact.checks.some(({ name }) => name === 'leverage estimate'));
    model.dispose();
  });

  it('stand in unasked only where exact ones take minutes or do not fit', () => {
    const auto = { solver: 'auto', damping: 0 } as const;
    assert.equal(
      isEstimated(auto, () => 1e11),
      false,
    );
    assert.equal(
      isEstimated(auto, () => 1e13),
      true,
    );
    assert.equal(
      isEstimated(auto, () => undefined),
      true,
    );
    assert.equal(
      isEstimated({ ...auto, leverage: 'exact' }, () => undefined),
      false,
    );
    assert.equal(
      isEstimated({ ...auto, solver: 'cg' }, () => 1e13),
      false,
    );
  });
});
