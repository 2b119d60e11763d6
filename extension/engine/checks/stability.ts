import { checkStability } from '../../core/checks/stability';
import { modelFamily } from '../../core/models/registry';
import { orderBySize } from '../../core/orderBySize';
import { fitContext, solverOptions } from '../session/fit';
import { FIRST, type TrustCheck } from './types';

/** Trainings from other seeds. */
const SEEDS = 2;

/** Whether a model that training finds from a seed gives the same ranking from another. */
export const stabilityCheck: TrustCheck = {
  cost: () => Infinity,
  async run({ request, dataset, fitted, target, influence, work }) {
    const config = dataset.loaded.config.model;
    const family = modelFamily(config.type);
    if (!family.seeded) return undefined;
    const known = new Set(orderBySize(influence.removalDelta).subarray(0, FIRST));
    const shared: number[] = [];
    for (let i = 1; i <= SEEDS; i++) {
      work.progress({ stage: `Training from other seeds, ${i} of ${SEEDS}` });
      const context = await fitContext(request, dataset, fitted.prepared, dataset.seed + i);
      const other = await family.fit(fitted.prepared.problem, config, context);
      try {
        const { removalDelta } = await other.explain(
          target.features,
          target.explained,
          solverOptions(request, dataset),
          work,
        );
        shared.push(
          orderBySize(removalDelta)
            .subarray(0, FIRST)
            .filter((at) => known.has(at)).length,
        );
      } finally {
        other.dispose();
      }
    }
    return checkStability(shared, FIRST);
  },
};
