import type { Check, SolverHead } from '../../contract/documents';
import { checkResidual } from './residual';

/** How well the system with the damped curvature of a network was solved, in float32; after EK-FAC only as far as to rank by. */
export function checkNetworkResidual({
  name,
  relativeResidual: residual,
}: Pick<SolverHead, 'name' | 'relativeResidual'>): Check {
  if (name === 'ekfac')
    return {
      name: 'solver-residual',
      status: 'warn',
      value: residual,
      message: `The inverse of the damped curvature was factored layer by layer and refined up to a relative residual of ${residual.toExponential(1)}; influence.solver "cg" iterates to the end.`,
    };
  return checkResidual(
    residual,
    { pass: 1e-3, warn: 1e-1 },
    {
      accurate: (size) =>
        `The inverse of the damped curvature was applied accurately (relative residual ${size}).`,
      inaccurate: (size) =>
        `The inverse of the damped curvature was applied with a relative residual of only ${size}.`,
    },
  );
}
