/** Against the independent float64 reference of test/reference: dense explicit Hessians and inverses, row by row. */
import assert from 'node:assert/strict';
import type { DenseMatrix } from '../../../extension/core/linalg/types';
import type { FittedModel } from '../../../extension/core/models/types';
import { NUMERIC_REFERENCES, numericDesign, readReference } from '../../reference/fixtures';
import type { NumericDesign, Reference } from '../../reference/fixtures';
import { describeBackends } from '../linalg/backends';
import { assertClose, dense, fit, quietWork, row, toSparse } from './support';

/** The reference takes differences of losses, which rounding limits to this much of a loss of 1. */
const ROUNDING = 1e-14;

// The others' columns need the readers; the engine's own tests cover them.
for (const name of NUMERIC_REFERENCES) {
  const reference = readReference(name);

  describeBackends(`logistic regression on ${name}`, (backend) => {
    // A suite of its own, so that the model is disposed of before the backend.
    describe('the model', () => {
      let design: NumericDesign;
      let train: DenseMatrix;
      let test: DenseMatrix;
      let model: FittedModel;
      before(async () => {
        design = numericDesign(name, reference);
        train = matrixOf(design.train, reference);
        test = matrixOf(design.test, reference);
        model = await fit(
          { features: train, labels: design.labels, classes: reference.classes.length },
          reference.l2,
          backend(),
        );
      });
      after(() => model.dispose());

      it('reaches the optimum of the reference', () => {
        const { report, checks } = model;
        assert.ok(Math.abs(report.objective - reference.objective) <= 1e-14);
        assert.ok(Math.abs(report.trainLoss - reference.trainLoss) <= 1e-12);
        // Rounding of the gradient grows with the size of the columns, which are raw in one of the sets.
        assert.ok(report.gradientNorm <= (reference.standardize ? 1e-12 : 1e-11), `${report.gradientNorm}`);
        assert.deepEqual(
          checks.map((check) => check.status),
          ['pass'],
        );
        assertClose('probabilities', model.probabilities(test), reference.testProbabilities.flat(), 1e-11);
        const losses = [...design.testLabels].map(
          (label, i) => -model.logProbabilities(test)[i * reference.classes.length + label],
        );
        assertClose('losses', losses, reference.testLoss, 1e-11);
      });

      // Forecasts by iterating, a solve a row, take long on the largest set in plain JavaScript.
      const solvers = name === 'digits' ? (['exact'] as const) : (['exact', 'cg'] as const);
      for (const solver of solvers)
        it(`explains predictions as the reference does, with ${solver}`, async () => {
          const options = { solver, damping: 0, forecast: 'all' as const };
          for (const target of reference.targets) {
            const explained = reference.classes.indexOf(target.explained);
            const answer = await model.explain(row(test, target.row), explained, options, quietWork());
            assertClose('influence', answer.influence, target.influence, 1e-10);
            assertClose('removalDelta', answer.removalDelta, target.removalDelta, 1e-10);
            assert.equal(answer.forecastRows, undefined);
            assertClose('forecast', answer.removalForecast!, target.removalForecast, 1e-10, ROUNDING);
            const { removalProbabilityDelta: changes } = answer;
            assertClose('probability change', changes, target.removalProbabilityDelta, 1e-10, ROUNDING);
            assert.equal(answer.solver.name, solver);
            assert.ok(answer.solver.relativeResidual <= 1e-11);
            assert.ok(answer.checks.every((check) => check.status === 'pass'));
          }
        });

      it('scores the rows as the reference does', async () => {
        const scores = await model.rowScores({ solver: 'auto', damping: 0 }, quietWork());
        assertClose('self-influence', scores.selfInfluence, reference.selfInfluence, 1e-10);
        assertClose('leverage', scores.leverage, reference.leverage, 1e-10);
        assertClose('held-out', scores.looProbabilities, reference.looProbabilities.flat(), 1e-10);
        assertClose('loss', scores.loss, reference.loss, 1e-11);
        const { selfInfluence } = await model.explain(
          row(test, 0),
          0,
          { solver: 'auto', damping: 0 },
          quietWork(),
        );
        assertClose('self-influence', selfInfluence!, reference.selfInfluence, 1e-10);
      });

      it('retrains without a row to what the reference gets', async () => {
        const k = reference.classes.length;
        for (const target of reference.targets) {
          const x = row(test, target.row);
          const explained = reference.classes.indexOf(target.explained);
          const before = model.logProbabilities(x)[explained];
          const rows = target.retrained.slice(0, 4);
          const changes: number[] = [];
          for (const { row: left } of rows) {
            const without = await model.retrainWithout(Int32Array.of(left), quietWork());
            changes.push(before - without.logProbabilities(x)[explained]);
            without.dispose();
          }
          assertClose(
            'change of the loss',
            changes,
            rows.map((r) => r.lossDelta),
            1e-9,
            ROUNDING,
          );
        }
        for (const { row: left, probabilities } of reference.retrainedLooProbabilities.slice(0, 4)) {
          const without = await model.retrainWithout(Int32Array.of(left), quietWork());
          assertClose('held-out', without.probabilities(row(train, left)), probabilities, 1e-9);
          assert.equal(without.probabilities(row(train, left)).length, k);
          without.dispose();
        }
      });

      it('gives the same on sparse storage', async () => {
        const sparse = await fit(
          { features: toSparse(train), labels: design.labels, classes: reference.classes.length },
          reference.l2,
          backend(),
        );
        const [target] = reference.targets;
        const explained = reference.classes.indexOf(target.explained);
        const options = { solver: 'auto', damping: 0, forecast: 'all' } as const;
        const answer = await sparse.explain(toSparse(row(test, target.row)), explained, options, quietWork());
        assertClose('influence', answer.influence, target.influence, 1e-10);
        assertClose('forecast', answer.removalForecast!, target.removalForecast, 1e-10, ROUNDING);
        const scores = await sparse.rowScores(options, quietWork());
        assertClose('self-influence', scores.selfInfluence, reference.selfInfluence, 1e-10);
        sparse.dispose();
      });
    });
  });
}

function matrixOf(data: Float64Array, reference: Reference): DenseMatrix {
  const cols = reference.features.length;
  return dense(data.length / cols, cols, data);
}
