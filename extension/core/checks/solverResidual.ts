import type { Check, SolverHead } from '../../contract/documents';

/** Whether the system with the inverse curvature was solved. */
export function checkSolverResidual({
  relativeResidual: residual,
}: Pick<SolverHead, 'relativeResidual'>): Check {
  const status = residual <= 1e-8 ? 'pass' : residual <= 1e-4 ? 'warn' : 'fail';
  return {
    name: 'solver-residual',
    status,
    value: residual,
    message:
      status === 'pass'
        ? `The inverse Hessian was applied accurately (relative residual ${residual.toExponential(1)}).`
        : `The inverse Hessian was applied with a relative residual of only ${residual.toExponential(1)}; raise influence.damping or model.l2.`,
  };
}
