import type { Check } from '../../contract/documents';
import type { FittedModel } from '../../core/models/types';
import { contentKey } from '../cache/key';
import { solverOptions } from '../session/fit';
import type { TrustCheck } from './types';

/** A check that is the same for every prediction of a model: computed once for a model and a solver. */
export function perModel({ cost, run }: TrustCheck): TrustCheck {
  const known = new WeakMap<FittedModel, Map<string, Check | undefined>>();
  return {
    cost,
    async run(context) {
      const { fitted, request, dataset } = context;
      const of = known.get(fitted.model) ?? new Map<string, Check | undefined>();
      known.set(fitted.model, of);
      const key = contentKey(solverOptions(request, dataset));
      if (!of.has(key)) of.set(key, await run(context));
      return of.get(key);
    },
  };
}
