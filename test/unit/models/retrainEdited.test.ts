/** The model with one training row edited, against a fit of the edited data from scratch. */
import assert from 'node:assert/strict';
import { modelFamily } from '../../../extension/core/models/registry';
import type { FittedModel, TrainingProblem } from '../../../extension/core/models/types';
import { createRandom } from '../../../extension/core/random';
import { assertClose, backend, dense, normals, quietWork, randomProblem, row } from './support';

const ROW = 3;
const OPTIONS = { solver: 'auto', damping: 0 } as const;
const CONFIGS = {
  'logistic, 2 classes': [2, { type: 'logistic', l2: 0.01 }],
  'logistic, 3 classes': [3, { type: 'logistic', l2: 0.01 }],
  'smooth hinge, 2 classes': [2, { type: 'smooth-hinge', l2: 0.02, temperature: 0.5 }],
  'hinge, 2 classes': [2, { type: 'smooth-hinge', l2: 0.02, temperature: 0 }],
} as const;
/** More rows than features, and the other way round; the sparse one is held in compressed rows. */
const SHAPES = [
  [60, 5, 1],
  [20, 40, 1],
  [40, 12, 0.2],
] as const;

type Problem = TrainingProblem & { features: ReturnType<typeof dense> };

for (const [name, [classes, config]] of Object.entries(CONFIGS))
  for (const [rows, features, share] of SHAPES)
    describe(`a row edited: ${name}, ${rows} × ${features}, ${share}`, () => {
      const problem: Problem = randomProblem(rows, features, classes, 5, share);
      // A column that no training row has, and the edited row gets.
      for (let i = 0; i < rows; i++) problem.features.data[i * features] = 0;
      const target = dense(1, features, normals(features, createRandom(2)));
      const fit = (of: TrainingProblem): Promise<FittedModel> =>
        modelFamily(config.type).fit(of, config, {
          backend,
          seed: 0,
          work: quietWork(),
          everyColumn: true,
        });
      const edited = (x: Float64Array): Problem => {
        const data = problem.features.data.slice();
        data.set(x, ROW * features);
        return { ...problem, features: { ...problem.features, data } };
      };
      const around = normals(features, createRandom(7));
      const lossAt = async (x: Float64Array): Promise<number> => {
        const model = await fit(edited(x));
        const loss = model.losses?.(target)[1] ?? -model.logProbabilities(target)[1]!;
        model.dispose();
        return loss;
      };
      let model: FittedModel;
      before(async () => {
        model = await fit(problem);
      });
      after(() => model.dispose());

      it('is what the edited data give, from the model and from another edit of it', async () => {
        let start: FittedModel | undefined;
        for (const factor of [1, -2, -2.1]) {
          const x = around.map((value) => factor * value);
          const change = { row: ROW, features: dense(1, features, x), start };
          const got = await model.insight!.retrainEdited!(change, quietWork());
          const expected = await fit(edited(x));
          assertClose('θ', got.save().arrays['theta']!, expected.save().arrays['theta']!, 1e-6);
          assertClose(
            'log probabilities',
            got.logProbabilities(problem.features),
            expected.logProbabilities(problem.features),
            1e-6,
          );
          assert.ok(Math.abs(got.report.objective - expected.report.objective) < 1e-9);
          expected.dispose();
          start?.dispose();
          start = got;
        }
        start!.dispose();
      });

      if (config.type === 'smooth-hinge' && config.temperature === 0) return;

      it('says how the explained loss moves with the edit, as fits around it do', async () => {
        const x = around.map((value) => 0.7 * value);
        const change = { row: ROW, features: dense(1, features, x) };
        const got = await model.insight!.retrainEdited!(change, quietWork());
        const { training } = await got.insight!.perturbation!(target, 1, ROW, OPTIONS, quietWork());
        const step = 1e-4;
        for (const along of [0, 1, features - 1].map((j) => x.map((_, at) => Number(at === j)))) {
          const [up, down] = await Promise.all(
            [step, -step].map((h) => lossAt(x.map((value, j) => value + h * along[j]!))),
          );
          const expected = (up! - down!) / (2 * step);
          const sum = training.reduce((total, value, j) => total + value * along[j]!, 0);
          const size = Math.max(...training.map(Math.abs));
          assert.ok(Math.abs(sum - expected) < 1e-6 + 1e-4 * size, `${sum}, not ${expected}`);
        }
        got.dispose();
      });

      it('leaves the origin as it was, with the row as it was', async () => {
        const change = { row: ROW, features: row(problem.features, ROW) };
        const same = await model.insight!.retrainEdited!(change, quietWork());
        assertClose('θ', same.save().arrays['theta']!, model.save().arrays['theta']!, 1e-7);
        same.dispose();
      });
    });
