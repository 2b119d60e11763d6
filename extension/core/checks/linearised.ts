import type { Check } from '../../contract/documents';

/** What leave-one-out figures of a network stand on. @param factored whether its curvature is factored layer by layer */
export function checkLinearised(factored: boolean): Check {
  const how = factored ? ', with its curvature factored layer by layer' : '';
  return {
    name: 'leave-one-out',
    status: 'warn',
    value: null,
    message: `Held-out probabilities and leverages are those of the network linearised at its parameters${how}: good for ranking, approximate as numbers.`,
  };
}
