/** Stochastic estimation against the exact solve, and what it says when it does not converge. */
import assert from 'node:assert/strict';
import { extremeEigenvalues } from '../../../extension/core/linalg/lanczos';
import { chooseSolver } from '../../../extension/core/solvers/choose';
import { lissaSolver } from '../../../extension/core/solvers/lissa';
import { LINEAR_SOLVERS } from '../../../extension/core/solvers/registry';
import { solveStochastically, type StochasticOperator } from '../../../extension/core/solvers/stochastic';
import { assertClose, backend, fit, quietWork, randomProblem, row, toSparse } from '../models/support';

const OPTIONS = { tolerance: 1e-10, seed: 0, stage: '' };

for (const [title, rows, features, classes, sparse] of [
  ['two classes', 120, 6, 2, false],
  ['four classes', 90, 4, 4, false],
  ['more features than rows, sparse', 40, 60, 2, true],
] as const) {
  describe(`LiSSA on ${title}`, () => {
    const dense = randomProblem(rows, features, classes, 11, sparse ? 0.2 : 1);
    const problem = sparse ? { ...dense, features: toSparse(dense.features) } : dense;
    const target = row(dense.features, 0);

    it('ranks as the exact solve does', async () => {
      const model = await fit(problem, 0.05);
      const options = { damping: 0, forecast: 'leading' } as const;
      const exact = await model.explain(target, 1, { ...options, solver: 'exact' }, quietWork());
      const stochastic = await model.explain(target, 1, { ...options, solver: 'lissa' }, quietWork());
      assertClose('influence', stochastic.influence, exact.influence, 1e-8);
      const forecast = [...exact.influence.keys()].filter((i) => stochastic.forecastRows?.[i] !== 0);
      assert.ok(forecast.length >= 10);
      const of = (values: Float64Array) => forecast.map((i) => values[i]!);
      assertClose('forecast', of(stochastic.removalForecast!), of(exact.removalForecast!), 1e-7);
      const { name, relativeResidual, iterations } = stochastic.solver;
      assert.equal(name, 'lissa');
      assert.ok(relativeResidual <= 1e-10 && iterations! > 0);
      const again = await model.explain(target, 1, { ...options, solver: 'lissa' }, quietWork());
      assert.deepEqual(again.influence, stochastic.influence, 'the seed fixes every number');
      model.dispose();
    });
  });
}

describe('LiSSA', () => {
  /** A diagonal operator whose estimates miss by a factor in [1 − noise, 1 + noise] in every direction. */
  const diagonal = (values: number[], scale: number, noise: number, floor: number): StochasticOperator => ({
    scale,
    floor,
    times: (v) => v.map((value, at) => values[at]! * value),
    sample: (v, _, random) => v.map((value, at) => values[at]! * value * (1 + noise * (2 * random() - 1))),
  });

  it('widens a scale that is too small', async () => {
    const { x } = await solveStochastically(
      diagonal([4, 1, 0.5], 1, 0.3, 0.5),
      Float64Array.of(4, 1, 1),
      1,
      OPTIONS,
      quietWork(),
    );
    assertClose('x', x, [1, 1, 2], 1e-9);
  });

  it('is an error with a hint when it does not converge, never a number that is none', async () => {
    for (const values of [
      [1, 0],
      [1, -0.5],
      [NaN, 1],
    ]) {
      await assert.rejects(
        solveStochastically(diagonal(values, 1, 0.1, 0.1), Float64Array.of(1, 1), 1, OPTIONS, quietWork()),
        { code: 'numeric', message: /did not converge/, hint: /damping/ },
      );
    }
  });

  it('solves for nothing at once, and stops when it is told to', async () => {
    const operator = diagonal([1, 2], 2, 0.1, 0.5);
    const { x } = await solveStochastically(operator, new Float64Array(2), 1, OPTIONS, quietWork());
    assert.deepEqual([...x], [0, 0]);
    const stopped = quietWork(AbortSignal.abort());
    await assert.rejects(solveStochastically(operator, Float64Array.of(1, 1), 1, OPTIONS, stopped), {
      code: 'cancelled',
    });
  });

  it('is never chosen by cost', async () => {
    const problem = randomProblem(30, 4, 2, 1);
    const model = await fit(problem, 0.1);
    const { solver } = await model.explain(
      row(problem.features, 0),
      1,
      { solver: 'auto', damping: 0 },
      quietWork(),
    );
    assert.notEqual(solver.name, 'lissa');
    const nothing = [{ ...lissaSolver, onRequest: true }] as const;
    assert.throws(
      () => chooseSolver(nothing, 'auto', { dimension: 5, memory: 1e9 } as never, { solves: 1, rows: 0 }),
      { code: 'memory' },
    );
    assert.ok(LINEAR_SOLVERS.includes(lissaSolver));
  });

  it('takes its scale from eigenvalues that Lanczos finds', async () => {
    const n = 30;
    const values = Float64Array.from({ length: n }, (_, i) => (i + 1) ** 2);
    const apply = (v: Float64Array) => v.map((value, at) => value * values[at]!);
    const found = await extremeEigenvalues(n, apply, { steps: n, seed: 2 }, backend, quietWork());
    assert.ok(Math.abs(found.largest / 900 - 1) < 1e-10 && Math.abs(found.smallest - 1) < 1e-8);
  });
});
