import type { Check, SolverHead } from '../../contract/documents';

/** How well the system with the damped curvature of a network was solved, in float32; EK-FAC leaves out what ties layers together. */
export function checkNetworkResidual({ name, relativeResidual: residual }: SolverHead): Check {
  const size = residual.toExponential(1);
  if (name === 'ekfac')
    return {
      name: 'solver-residual',
      status: 'warn',
      value: residual,
      message: `The inverse curvature is approximated layer by layer (relative residual ${size}); influence.solver "cg" iterates to the end.`,
    };
  const status = residual <= 1e-3 ? 'pass' : residual <= 1e-1 ? 'warn' : 'fail';
  return {
    name: 'solver-residual',
    status,
    value: residual,
    message:
      status === 'pass'
        ? `The inverse of the damped curvature was applied accurately (relative residual ${size}).`
        : `The inverse of the damped curvature was applied with a relative residual of only ${size}.`,
  };
}
