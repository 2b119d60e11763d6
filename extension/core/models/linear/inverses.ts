/** The inverse curvatures of one fitted model: built when first asked for, kept for every later answer. */
import type { SolverChoice } from '../../../contract/config';
import type { SolverHead } from '../../../contract/documents';
import type { Float64Backend } from '../../linalg/types';
import { cheapestSolver, chooseSolver } from '../../solvers/choose';
import { LINEAR_SOLVERS } from '../../solvers/registry';
import type { LinearCurvature, ProductCount } from '../../solvers/types';
import { linearCurvature } from './curvature';
import type { LinearProblem, Point } from './objective';
import type { Held, Inverses } from './state';

export function createInverses(problem: LinearProblem, point: Point, backend: Float64Backend): Inverses {
  const kept = new Map<string, Held>();
  const curvatures = new Map<number, LinearCurvature>();
  const curvatureAt = (damping: number): LinearCurvature => {
    let curvature = curvatures.get(damping);
    if (!curvature) curvatures.set(damping, (curvature = linearCurvature(problem, point, damping)));
    return curvature;
  };
  const factoredAt = (choice: SolverChoice, damping: number): Held | undefined =>
    choice === 'auto' || choice === 'exact'
      ? [...kept.values()].find((held) => held.entry.choice === 'exact' && held.inverse.damping === damping)
      : undefined;
  return {
    async get(choice, damping, demand, work) {
      const curvature = curvatureAt(damping);
      const lead = choice === 'auto' ? 'Chosen by cost' : 'Set by influence.solver';
      // A factor that is there already makes its solver the cheapest.
      const factored = factoredAt(choice, damping);
      if (factored) return { held: factored, reason: `${lead}: the curvature matrix is factored already.` };
      const entry = chooseSolver(LINEAR_SOLVERS, choice, curvature, demand);
      const key = `${entry.name} ${damping}`;
      let held = kept.get(key);
      if (!held) {
        held = { curvature, entry, inverse: await entry.build(curvature, backend, work) };
        kept.set(key, held);
      }
      return { held, reason: `${lead}: ${entry.merit(curvature)}.` };
    },
    price: (choice, damping, demand) =>
      factoredAt(choice, damping)
        ? 0
        : cheapestSolver(LINEAR_SOLVERS, choice, curvatureAt(damping), demand)?.flops,
    dispose() {
      for (const { inverse } of kept.values()) inverse.dispose();
      kept.clear();
    },
  };
}

/** @param before what the curvature's products were when the answer was begun; absent: they are not told */
export function solverHead(
  held: Held,
  reason: string,
  solution: { relativeResidual: number; iterations?: number },
  before?: ProductCount,
): SolverHead {
  const { products } = held.curvature;
  const vectors = before === undefined ? 0 : products.vectors - before.vectors;
  return {
    name: held.entry.choice,
    damping: held.inverse.damping,
    relativeResidual: solution.relativeResidual,
    iterations: solution.iterations,
    products: before && vectors > 0 ? { vectors, ms: products.ms - before.ms } : undefined,
    reason,
  };
}
