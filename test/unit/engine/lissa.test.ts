/** Stochastic estimation asked for by a config, together with a curvature. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { InfluenceConfigInput } from '../../../extension/contract/config';
import type { ExplainResult } from '../../../extension/contract/protocol';
import { explain } from '../../../extension/engine/answers/explain';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { createRandom } from '../../../extension/core/random';
import { relativeError } from '../autodiff/support';
import { createWorkspace, type Workspace } from '../cli/workspace';

const WORK = { signal: new AbortController().signal, progress: () => undefined };

describe('LiSSA on the Hessian', () => {
  let workspace: Workspace;
  const engine = createEngine({ cache: noCache, log: () => undefined });

  before(() => {
    workspace = createWorkspace();
    const random = createRandom(4);
    const rows = Array.from({ length: 80 }, (_, i) => {
      const side = i % 2 === 0 ? 0.4 : -0.4;
      return [side + 2 * random() - 1, random(), random(), i % 2 === 0 ? 'up' : 'down'].join(',');
    });
    workspace.write('train.csv', `a,b,c,side\n${rows.join('\n')}\n`);
  });
  after(() => workspace.remove());

  const ask = (
    name: string,
    model: InfluenceConfigInput['model'],
    influence: InfluenceConfigInput['influence'],
  ): Promise<ExplainResult> => {
    const config = { train: 'train.csv', test: 0.2, label: 'side', model, influence };
    workspace.write(`${name}.influence.json`, JSON.stringify(config));
    const dataset = { config: join(workspace.folder, `${name}.influence.json`) };
    return explain(engine, { dataset, target: { set: 'train', row: 3 }, choice: { by: 'label' } }, WORK);
  };
  const hinge = { type: 'smooth-hinge', temperature: 0.1, l2: 0.05 } as const;

  it('gives what the exact solve gives for a smooth hinge', async () => {
    const exact = await ask('exact', hinge, { solver: 'exact' });
    const stochastic = await ask('lissa', hinge, { solver: 'lissa', curvature: 'hessian' });
    assert.equal(stochastic.solver.name, 'lissa');
    assert.ok(stochastic.solver.relativeResidual <= 1e-10);
    assert.ok(stochastic.influence.every(Number.isFinite));
    assert.ok(relativeError(stochastic.influence, exact.influence) < 1e-8);
  });

  it('is refused for a network, whose Hessian it cannot take', async () => {
    await assert.rejects(
      ask('network', { type: 'mlp', hidden: [3], epochs: 5 } as InfluenceConfigInput['model'], {
        solver: 'lissa',
        curvature: 'hessian',
      }),
      { code: 'config', message: /Gauss-Newton/, hint: /"cg" or "exact"/ },
    );
  });
});
