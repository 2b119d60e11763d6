import type { Check } from '../../contract/documents';
import type { Spectrum } from '../models/evidence';

/** Largest over smallest eigenvalue beyond which digits are lost. */
const ILL_CONDITIONED = 1e10;
/** Share of the smallest eigenvalue beyond which damping changes what influence says. */
const STIFF = 0.1;
/** Negative curvature below this share of the largest eigenvalue is rounding. */
const ROUNDING = 1e-4;

/** Eigenvalues of the Hessian, and what damping does to them. @param l2 the penalty, which acts like damping on the weights */
export function checkSpectrum(spectrum: Spectrum, l2: number): Check {
  return spectrum.of === 'hessian' ? ofConvex(spectrum, l2) : ofNetwork(spectrum, l2);
}

function ofConvex({ smallest, largest, damping }: Spectrum, l2: number): Check {
  const range = `The eigenvalues of the Hessian run from ${short(smallest)} to ${short(largest)}`;
  const held =
    damping === 0
      ? `no damping is added, the penalty ${short(l2)} holds the weak directions`
      : `damping ${short(damping)} is set beside the penalty ${short(l2)}: effective damping ${short(damping + l2)}`;
  const check = { name: 'spectrum', value: smallest };
  if (!(smallest > 0))
    return { ...check, status: 'fail', message: `${range}: it can't be inverted. Raise model.l2.` };
  if (damping > STIFF * smallest)
    return {
      ...check,
      status: 'warn',
      message: `${range}; ${held}. Damping makes up ${Math.round((100 * damping) / smallest)} % of the smallest: influences are those of a stiffer model than the one fitted. Lower influence.damping.`,
    };
  if (largest > ILL_CONDITIONED * smallest)
    return {
      ...check,
      status: 'warn',
      message: `${range}; ${held}. They lie so far apart that digits are lost. Raise model.l2 or standardize the columns.`,
    };
  return { ...check, status: 'pass', message: `${range}; ${held}.` };
}

function ofNetwork({ smallest, largest, damping }: Spectrum, l2: number): Check {
  const range = `The Hessian's eigenvalues run from about ${short(smallest)} to ${short(largest)}`;
  const held = `Influence takes its curvature with damping ${short(damping)} beside the penalty ${short(l2)} (effective damping ${short(damping + l2)})`;
  const saddle = smallest < -ROUNDING * largest;
  return {
    name: 'spectrum',
    status: saddle ? 'warn' : 'pass',
    value: smallest,
    message: saddle
      ? `${range}: the fit is no minimum in every direction. ${held}; the solver says whether that is the Hessian or the Gauss-Newton matrix, which has no negative directions.`
      : `${range}. ${held}.`,
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
