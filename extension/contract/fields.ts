/** Pieces of which the schemas of `influence.json` are made. */
import * as v from 'valibot';

export const positive = v.pipe(v.number(), v.gtValue(0));
export const nonNegative = v.pipe(v.number(), v.minValue(0));
export const path = v.pipe(v.string(), v.minLength(1));
export const count = v.pipe(v.number(), v.integer(), v.minValue(1));

export const L2 = v.pipe(
  v.union([positive, v.literal('auto')]),
  v.description(
    'Strength of the L2 penalty on the weights (never on intercepts); "auto" chooses it by cross-validation.',
  ),
);
