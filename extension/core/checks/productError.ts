import type { Check } from '../../contract/documents';

/** Relative errors up to which a product passes and is doubted, in float64 and in float32. */
const LIMITS = { double: [1e-6, 1e-3], single: [1e-2, 1e-1] } as const;

/** A Hessian-vector product against differences of gradients. @param single the model computes in float32 */
export function checkProductError(error: number, single: boolean): Check {
  const [pass, warn] = LIMITS[single ? 'single' : 'double'];
  const status = error <= pass ? 'pass' : error <= warn ? 'warn' : 'fail';
  const size = error.toExponential(1);
  return {
    name: 'hessian-product',
    status,
    value: error,
    message:
      status === 'pass'
        ? `The Hessian agrees with differences of gradients on this data (off by ${size}).`
        : `The Hessian differs from differences of gradients by ${size}: kinks (relu, a hinge without rounding) or rounding spoil it. Choose a smooth activation or loss, or standardize the columns.`,
  };
}
