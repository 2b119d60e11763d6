/** One row's influence taken apart, through the engine. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Work } from '../../../extension/contract/progress';
import { explain } from '../../../extension/engine/answers/explain';
import { why } from '../../../extension/engine/answers/why';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { referenceFolder } from '../../reference/fixtures';

const WORK: Work = { signal: new AbortController().signal, progress: () => undefined };

describe('why a row matters', () => {
  const engine = createEngine({ cache: noCache, log: () => undefined });
  const dataset = { config: join(referenceFolder('breast-cancer'), 'influence.json') };
  const target = { set: 'test', row: 3 } as const;
  const choice = { by: 'label' } as const;

  it('agrees with the explanation, and its parts multiply to the influence', async () => {
    const answer = await explain(engine, { dataset, target, choice }, WORK);
    const at = answer.influence.reduce(
      (best, v, i, all) => (Math.abs(v) > Math.abs(all[best]) ? i : best),
      0,
    );
    const row = answer.training.row[at];
    const taken = await why(engine, { dataset, target, choice, row }, WORK);
    assert.ok(Math.abs(taken.influence / answer.influence[at] - 1) < 1e-9);
    assert.ok(Math.abs(taken.removalDelta / answer.removalDelta[at] - 1) < 1e-9);
    const { loss, similarity, hessian } = taken.parts;
    // Two classes: the influence is the residuals' product times similarity times what the Hessian changes.
    const explainedResidual = 1 - taken.target.probabilities[taken.target.explained]!;
    const product = Math.abs(loss * similarity * hessian * explainedResidual);
    assert.ok(Math.abs(product / Math.abs(taken.influence) - 1) < 1e-9);
    const [first] = taken.rankings;
    assert.deepEqual([first.name, first.rank, first.spearman, first.shared], ['influence', 1, 1, 10]);
    assert.equal(taken.rankings.length, 5);
    for (const each of taken.rankings) assert.ok(Math.abs(each.spearman!) <= 1 && each.rank >= 1);
    assert.equal(taken.cells!.length, 30);
  });

  it('refuses a training row that there is not', async () => {
    await assert.rejects(why(engine, { dataset, target, choice, row: 4000 }, WORK), { code: 'data' });
  });
});
