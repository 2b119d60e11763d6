import type { Check } from '../../contract/documents';

/** How well a system with an inverse curvature was solved. */
export function checkResidual(
  residual: number,
  limits: { pass: number; warn: number },
  messages: { accurate: (size: string) => string; inaccurate: (size: string) => string },
): Check {
  const status = residual <= limits.pass ? 'pass' : residual <= limits.warn ? 'warn' : 'fail';
  const message = status === 'pass' ? messages.accurate : messages.inaccurate;
  return { name: 'solver-residual', status, value: residual, message: message(residual.toExponential(1)) };
}
