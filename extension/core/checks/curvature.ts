import type { Check } from '../../contract/documents';

/** What influence means for a model whose objective is not convex (definitions: Non-convex models). */
export function checkCurvature(): Check {
  return {
    name: 'curvature',
    status: 'warn',
    value: null,
    message:
      'This is a network: influence ranks the rows by how the trained model would respond, with its damped curvature: Hessian or Gauss-Newton, as each answer says. It does not forecast what training anew would give; verify what matters.',
  };
}
