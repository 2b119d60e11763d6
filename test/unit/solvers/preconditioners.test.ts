/** What preconditioners promise: symmetric, positive definite, and nearer to the inverse curvature the better they are. */
import assert from 'node:assert/strict';
import type { LinearCurvature } from '../../../extension/core/solvers/types';
import { linearCurvature } from '../../../extension/core/models/linear/curvature';
import { createDesign } from '../../../extension/core/models/linear/design';
import { softmaxLoss } from '../../../extension/core/models/linear/losses/softmax';
import { evaluate } from '../../../extension/core/models/linear/objective';
import { createRandom } from '../../../extension/core/random';
import { conjugateGradients } from '../../../extension/core/solvers/conjugateGradients';
import { decoupled } from '../../../extension/core/solvers/preconditioners/decoupled';
import { PRECONDITIONERS } from '../../../extension/core/solvers/preconditioners/registry';
import { spectral } from '../../../extension/core/solvers/preconditioners/spectral';
import type { PreconditionerKind } from '../../../extension/core/solvers/preconditioners/types';
import { assertClose, backend, normals, quietWork, randomProblem } from '../models/support';

describe('preconditioners', () => {
  PRECONDITIONERS.forEach((kind, at) => {
    it(`number ${at} is symmetric and positive definite`, async () => {
      const curvature = curvatureOf({ l2: 0.05, decay: 0.7 });
      const preconditioner = await kind.build(curvature, backend, quietWork());
      const n = curvature.dimension;
      const applied = preconditioner.apply(identity(n), n);
      preconditioner.dispose();
      const transposed = applied.map((_, index) => applied[(index % n) * n + Math.floor(index / n)]);
      assertClose('M⁻¹', applied, transposed, 1e-13);
      const factor = await backend.cholesky(applied, n, quietWork());
      factor.dispose();
    });
  });

  it('spectral is the inverse curvature where the data bends every direction', async () => {
    const curvature = curvatureOf({ l2: 1e-4, decay: 1 });
    const preconditioner = await spectral.build(curvature, backend, quietWork());
    const v = normals(curvature.dimension * 2, createRandom(3));
    assertClose('M⁻¹Hv', preconditioner.apply(curvature.times(v, 2), 2), v, 1e-10);
    preconditioner.dispose();
  });

  it('spectral converges in a fraction of the iterations of the decoupled curvature', async () => {
    const curvature = curvatureOf({ l2: 0.01, decay: 0.8 });
    const [ours, theirs] = [await iterations(spectral, curvature), await iterations(decoupled, curvature)];
    assert.ok(ours <= 15 && 2 * ours <= theirs, `${ours} and ${theirs} iterations`);
  });
});

async function iterations(kind: PreconditionerKind, curvature: LinearCurvature): Promise<number> {
  const preconditioner = await kind.build(curvature, backend, quietWork());
  const b = normals(curvature.dimension, createRandom(4));
  const solved = await conjugateGradients(
    (v) => curvature.times(v, 1),
    (r) => preconditioner.apply(r, 1),
    b,
    1,
    { tolerance: 1e-12, maxIterations: 500 },
    quietWork(),
  );
  preconditioner.dispose();
  assertClose('H·x', curvature.times(solved.x, 1), b, 1e-10);
  return solved.iterations;
}

/** Feature j is 4·decay^j large. */
function curvatureOf({ l2, decay }: { l2: number; decay: number }): LinearCurvature {
  const { features, labels, classes } = randomProblem(300, 30, 5, 1);
  const data = features.data.map((value, at) => 4 * value * decay ** (at % features.cols));
  const design = createDesign({ ...features, data }, backend);
  const loss = softmaxLoss(classes, Int32Array.of(0, 1, 2, 3, 4));
  const problem = { design, labels, loss, l2, count: 300 };
  const theta = normals(design.width * loss.scores, createRandom(2)).map((value) => value / 3);
  return linearCurvature(problem, evaluate(problem, theta));
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
}
