import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stratifiedFolds } from '../../../extension/core/models/linear/folds';
import { logistic } from '../../../extension/core/models/logistic';
import {
  agreement,
  assertClose,
  backend,
  dense,
  fit,
  leaveOut,
  quietWork,
  randomProblem,
  row,
} from './support';

const SOLVER = { solver: 'auto', damping: 0, forecast: 'all' } as const;

describe('fitting', () => {
  it('scores the rows alike with every solver', async () => {
    for (const [classes, features] of [
      [2, 6],
      [3, 4],
      [3, 60],
    ]) {
      const model = await fit(randomProblem(40, features, classes, 3), 0.02);
      const exact = await model.rowScores({ solver: 'exact', damping: 0 }, quietWork());
      const iterated = await model.rowScores({ solver: 'cg', damping: 0 }, quietWork());
      assert.equal(iterated.solver.name, 'cg');
      assertClose('self-influence', iterated.selfInfluence, exact.selfInfluence, 1e-9);
      assertClose('leave-one-out', iterated.looProbabilities, exact.looProbabilities, 1e-9);
      assertClose('leverage', iterated.leverage, exact.leverage, 1e-8);
      model.dispose();
    }
  });

  it('reaches the optimum on separable data with a tiny penalty', async () => {
    const features = dense(6, 1, [-3, -2, -1, 1, 2, 3]);
    const labels = Int32Array.of(0, 0, 0, 1, 1, 1);
    for (const l2 of [1e-3, 1e-6, 1e-9]) {
      const { report } = await fit({ features, labels, classes: 2 }, l2);
      // At the optimum of a small penalty the rest of the gradient is far below the penalty's own share.
      assert.ok(report.gradientNorm < 1e-4 * l2, `${l2}: ${report.gradientNorm}`);
    }
  });

  it('gives a column of zeros no part, and counts it as a parameter', async () => {
    const problem = randomProblem(40, 3, 3, 2);
    const wider = dense(
      40,
      4,
      [...problem.labels.keys()].flatMap((i) => [0, ...row(problem.features, i).data]),
    );
    const [narrow, wide] = [await fit(problem, 0.01), await fit({ ...problem, features: wider }, 0.01)];
    assert.equal(wide.report.parameters, narrow.report.parameters + 3);
    const target = dense(1, 4, [7, ...row(problem.features, 0).data]);
    const a = await narrow.explain(row(problem.features, 0), 1, SOLVER, quietWork());
    const b = await wide.explain(target, 1, SOLVER, quietWork());
    assert.deepEqual(a.influence, b.influence);
    assert.deepEqual(a.removalForecast, b.removalForecast);
  });

  it('refuses one class with a hint', async () => {
    const problem = { features: dense(2, 1, [1, 2]), labels: Int32Array.of(1, 1), classes: 2 };
    await assert.rejects(fit(problem, 0.01), { code: 'data', hint: /label column/ });
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const work = { signal: controller.signal, progress: () => controller.abort() };
    const problem = randomProblem(3000, 40, 5, 3);
    const fitting = logistic.fit(problem, { type: 'logistic', l2: 'auto' }, { backend, seed: 0, work });
    await assert.rejects(fitting, { code: 'cancelled' });
  });

  it('starts from a known model and ends at the same optimum in fewer steps', async () => {
    for (const [classes, l2] of [
      [2, 1e-2],
      [2, 1e-4],
      [4, 1e-3],
    ] as const) {
      const problem = randomProblem(300, 8, classes, classes);
      const config = { type: 'logistic', l2 } as const;
      const context = { backend, seed: 0, work: quietWork() };
      const start = (await logistic.fit(problem, config, context)).save();
      const labels = problem.labels.map((label, i) => (i % 40 === 5 ? (label + 1) % classes : label));
      const cold = await logistic.fit({ ...problem, labels }, config, context);
      const warm = await logistic.fit({ ...problem, labels }, config, { ...context, start });
      assertClose('parameters', warm.save().arrays['theta']!, cold.save().arrays['theta']!, 1e-10);
      assert.ok(
        warm.report.iterations < cold.report.iterations,
        `${warm.report.iterations} of ${cold.report.iterations} steps`,
      );
      // A start that is of no use does no harm.
      const wild = { ...start, arrays: { theta: start.arrays['theta']!.map((value) => -1e6 * value) } };
      const other = { ...start, arrays: { theta: new Float64Array(3) } };
      for (const useless of [wild, other]) {
        const again = await logistic.fit({ ...problem, labels }, config, { ...context, start: useless });
        assert.deepEqual(again.save().arrays['theta'], cold.save().arrays['theta']);
      }
    }
  });

  it('comes back from what was saved', async () => {
    const problem = randomProblem(50, 4, 3, 5);
    const model = await fit(problem, 0.02);
    const context = { backend, seed: 0, work: quietWork() };
    const config = { type: 'logistic', l2: 0.02 } as const;
    const restored = await logistic.restore(problem, config, structuredClone(model.save()), context);
    assert.deepEqual(restored.probabilities(problem.features), model.probabilities(problem.features));
    assert.equal(restored.report.gradientNorm, model.report.gradientNorm);
    const other = randomProblem(50, 7, 3, 5);
    await assert.rejects(async () => logistic.restore(other, config, model.save(), context), {
      code: 'stale',
    });
  });

  it('chooses the penalty with the least held-out loss, the same every time', async () => {
    const problem = randomProblem(120, 6, 3, 7);
    const [first, second] = [await fit(problem, 'auto'), await fit(problem, 'auto')];
    const path = first.report.l2Path!;
    const best = path.reduce((a, b) => (b.loss < a.loss ? b : a));
    assert.equal(first.report.l2, best.l2);
    assert.ok(path.length >= 3 && path[0].l2 > path[path.length - 1].l2);
    assert.deepEqual(second.report, first.report);
  });
});

describe('folds', () => {
  it('spread every class evenly and keep a single row in training', () => {
    const labels = Int32Array.from({ length: 61 }, (_, i) => (i === 60 ? 2 : i % 3 === 0 ? 1 : 0));
    const folds = stratifiedFolds(labels, 3, 5, 1);
    assert.equal(folds[60], -1);
    for (const c of [0, 1]) {
      const counts = [0, 0, 0, 0, 0];
      labels.forEach((label, i) => label === c && counts[folds[i]]++);
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `${counts}`);
    }
  });
});

describe('retraining', () => {
  it('is a fit of what is left', async () => {
    const problem = randomProblem(45, 4, 3, 11);
    const model = await fit(problem, 0.01);
    const rows = [3, 17, 40];
    const without = await model.retrainWithout(Int32Array.from(rows), quietWork());
    const fresh = await fit(leaveOut(problem, rows), 0.01);
    assertClose('p', without.probabilities(problem.features), fresh.probabilities(problem.features), 1e-10);
    assert.ok(Math.abs(without.report.objective - fresh.report.objective) < 1e-14);
  });

  it('goes on without a class that lost its last row', async () => {
    const problem = randomProblem(30, 3, 2, 13);
    const labels = problem.labels.slice();
    labels[5] = 2;
    const model = await fit({ ...problem, labels, classes: 3 }, 0.05);
    const without = await model.retrainWithout(Int32Array.of(5), quietWork());
    const p = without.probabilities(row(problem.features, 5));
    assert.equal(p[2], 0);
    assert.ok(Math.abs(p[0] + p[1] - 1) < 1e-14);
    await assert.rejects(without.explain(row(problem.features, 5), 2, SOLVER, quietWork()), {
      code: 'model',
    });
  });

  it('is forecast for as many leading rows as are asked for, and for those named, where all would be dear', async () => {
    const problem = randomProblem(900, 40, 8, 5);
    const model = await fit(problem, 0.05);
    const target = row(problem.features, 1);
    const named = Int32Array.of(3, 700, 899);
    const some = { solver: 'cg', damping: 0, forecast: { leading: 20, rows: named } } as const;
    const { removalForecast, forecastRows, removalDelta } = await model.explain(target, 0, some, quietWork());
    const every = await model.explain(target, 0, { ...SOLVER, solver: 'exact' }, quietWork());
    const bySize = Array.from(removalDelta.keys()).sort(
      (i, j) => Math.abs(removalDelta[j]) - Math.abs(removalDelta[i]),
    );
    const done = [...bySize.slice(0, 20), ...named];
    assert.ok(
      done.every((i) => forecastRows?.[i] === 1),
      'all of them',
    );
    assert.ok(forecastRows!.includes(0), 'and not every row');
    const at = (all: Float64Array) => done.map((i) => all[i]);
    assertClose('forecast', at(removalForecast!), at(every.removalForecast!), 1e-8);
    model.dispose();
  });

  it('is what forecasts and held-out probabilities foretell', async () => {
    for (const classes of [2, 3]) {
      const problem = randomProblem(150, 8, classes, 17);
      const model = await fit(problem, 0.01);
      const target = row(problem.features, 1);
      const answer = await model.explain(target, 0, SOLVER, quietWork());
      const scores = await model.rowScores(SOLVER, quietWork());
      const before = model.logProbabilities(target)[0];
      const [forecast, actual, held, heldActual]: number[][] = [[], [], [], []];
      for (let i = 0; i < 150; i += 5) {
        const without = await model.retrainWithout(Int32Array.of(i), quietWork());
        forecast.push(answer.removalForecast![i]);
        actual.push(before - without.logProbabilities(target)[0]);
        const own = problem.labels[i];
        held.push(scores.looProbabilities[i * classes + own]);
        heldActual.push(without.probabilities(row(problem.features, i))[own]);
      }
      // One Newton step against the whole way; the definitions report slopes of 1.005 to 1.015 on real data.
      const changes = agreement(forecast, actual);
      assert.ok(changes.r > 0.998 && Math.abs(changes.slope - 1) < 0.03, JSON.stringify(changes));
      const probabilities = agreement(held, heldActual);
      assert.ok(probabilities.r > 0.999 && Math.abs(probabilities.slope - 1) < 0.03);
    }
  });
});

describe('influence', () => {
  const shape = fc.record({
    rows: fc.integer({ min: 10, max: 40 }),
    features: fc.integer({ min: 1, max: 12 }),
    classes: fc.integer({ min: 2, max: 4 }),
    l2: fc.constantFrom(1e-3, 1e-2, 1),
    seed: fc.nat(1000),
  });

  it('sums to 0 over the rows, damped or not', () =>
    fc.assert(
      fc.asyncProperty(
        shape,
        fc.constantFrom(0, 0.1),
        async ({ rows, features, classes, l2, seed }, damping) => {
          const problem = randomProblem(rows, features, classes, seed);
          const model = await fit(problem, l2);
          const { influence } = await model.explain(
            row(problem.features, 0),
            1,
            { ...SOLVER, damping },
            quietWork(),
          );
          const sum = influence.reduce((total, value) => total + value, 0);
          const size = influence.reduce((total, value) => total + Math.abs(value), 0);
          assert.ok(Math.abs(sum) <= 1e-9 * size, `${sum} of ${size}`);
        },
      ),
      { numRuns: 30 },
    ));

  it('follows the rows when they change places', () =>
    fc.assert(
      fc.asyncProperty(shape, async ({ rows, features, classes, l2, seed }) => {
        const problem = randomProblem(rows, features, classes, seed);
        const reversed = {
          features: dense(
            rows,
            features,
            [...problem.labels.keys()].reverse().flatMap((i) => [...row(problem.features, i).data]),
          ),
          labels: problem.labels.slice().reverse(),
          classes,
        };
        const target = row(problem.features, 2);
        const a = await (await fit(problem, l2)).explain(target, 0, SOLVER, quietWork());
        const b = await (await fit(reversed, l2)).explain(target, 0, SOLVER, quietWork());
        assertClose('influence', b.influence.slice().reverse(), a.influence, 1e-8);
        assertClose('forecast', b.removalForecast!.slice().reverse(), a.removalForecast!, 1e-8);
      }),
      { numRuns: 20 },
    ));
});
