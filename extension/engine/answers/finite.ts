import { LensError } from '../../contract/errors';

/** Throws a `numeric` error unless every number is finite: what can't be trusted is not shown. */
export function requireFinite(what: string, values: Float64Array): Float64Array {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) {
    throw new LensError('numeric', `The ${what} of training row ${at} came out as ${values[at]}.`, {
      hint: 'Raise model.l2 or influence.damping; columns with extreme values can cause this too.',
    });
  }
  return values;
}
