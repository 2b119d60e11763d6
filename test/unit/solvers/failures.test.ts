/** What a solver holds when building it fails half way. */
import assert from 'node:assert/strict';
import { LensError } from '../../../extension/contract/errors';
import type { Float64Backend } from '../../../extension/core/linalg/types';
import { linearCurvature } from '../../../extension/core/models/linear/curvature';
import { createDesign } from '../../../extension/core/models/linear/design';
import { softmaxLoss } from '../../../extension/core/models/linear/losses/softmax';
import { evaluate } from '../../../extension/core/models/linear/objective';
import { LINEAR_SOLVERS } from '../../../extension/core/solvers/registry';
import type { LinearCurvature } from '../../../extension/core/solvers/types';
import { createWasmBackend } from '../../../extension/core/linalg/wasm/backend';
import { readModule } from '../linalg/backends';
import { quietWork, randomProblem } from '../models/support';

/** The backend, except that its call number `fatal` of those that fit a factor or use one throws. */
function failingAt(backend: Float64Backend, fatal: number): Float64Backend {
  let calls = 0;
  const count = (): void => {
    if (calls++ === fatal) throw new LensError('cancelled', 'Cancelled.');
  };
  return {
    ...backend,
    async cholesky(a, n, work) {
      count();
      const factor = await backend.cholesky(a, n, work);
      return {
        ...factor,
        solve(b, k) {
          count();
          return factor.solve(b, k);
        },
      };
    },
  };
}

describe('a solver whose building fails', () => {
  const backend = createWasmBackend(readModule('float64.wasm'));

  for (const features of [6, 50])
    for (const entry of LINEAR_SOLVERS)
      it(`${entry.name} gives back what it held, ${features} features`, async () => {
        const before = backend.held();
        const { curvature, dispose } = curvatureOf(features, backend);
        if (entry.cost(curvature, { solves: 1, rows: 0 }) !== undefined) {
          const placed = backend.held();
          let failures = 0;
          for (let fatal = 0; ; fatal++) {
            const building = entry.build(curvature, failingAt(backend, fatal), quietWork());
            const built = await building.catch((error: unknown) => {
              assert.ok(error instanceof LensError && error.code === 'cancelled');
              return undefined;
            });
            built?.dispose();
            assert.equal(backend.held(), placed, `call ${fatal}`);
            if (built) break;
            failures++;
          }
          assert.ok(failures > 0 || entry.choice !== 'exact', 'only factors are held');
        }
        dispose();
        assert.equal(backend.held(), before);
      });
});

function curvatureOf(
  features: number,
  backend: Float64Backend,
): { curvature: LinearCurvature; dispose: () => void } {
  const { features: x, labels, classes } = randomProblem(25, features, 3, 1);
  const design = createDesign(x, backend);
  const loss = softmaxLoss(classes, Int32Array.of(0, 1, 2));
  const problem = { design, labels, loss, l2: 0.1, count: 25 };
  const point = evaluate(problem, new Float64Array(design.width * loss.scores));
  return { curvature: linearCurvature(problem, point), dispose: () => design.dispose() };
}
