import type { Check, SolverHead } from '../../contract/documents';
import { checkResidual } from './residual';

/** Whether the system with the inverse curvature was solved. */
export function checkSolverResidual({ relativeResidual }: Pick<SolverHead, 'relativeResidual'>): Check {
  return checkResidual(
    relativeResidual,
    { pass: 1e-8, warn: 1e-4 },
    {
      accurate: (size) => `The inverse Hessian was applied accurately (relative residual ${size}).`,
      inaccurate: (size) =>
        `The inverse Hessian was applied with a relative residual of only ${size}; raise influence.damping or model.l2.`,
    },
  );
}
