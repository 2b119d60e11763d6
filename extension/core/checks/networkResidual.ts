import type { Check, SolverHead } from '../../contract/documents';
import { checkResidual } from './residual';

/** How well the system with the damped curvature of a network was solved, in float32; EK-FAC leaves out what ties layers together. */
export function checkNetworkResidual({
  name,
  relativeResidual: residual,
}: Pick<SolverHead, 'name' | 'relativeResidual'>): Check {
  if (name === 'ekfac')
    return {
      name: 'solver-residual',
      status: 'warn',
      value: residual,
      message: `The inverse curvature is approximated layer by layer (relative residual ${residual.toExponential(1)}); influence.solver "cg" iterates to the end.`,
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
