import assert from 'node:assert/strict';
import { parse } from 'valibot';
import { InfluenceConfig, type MlpConfig } from '../../../extension/contract/config';
import { mlp } from '../../../extension/core/models/mlp';
import type { FitContext, FittedModel } from '../../../extension/core/models/types';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { backend, quietWork, randomProblem, row } from './support';

const config = parse(InfluenceConfig, { train: 'a.csv', test: 0.2, model: { type: 'mlp', hidden: [5] } })
  .model as MlpConfig;
const problem = randomProblem(60, 4, 3, 7);
const OPTIONS = { solver: 'ekfac', damping: 0.02 } as const;

describe('factors of a network that are kept', () => {
  const kept = new Map<string, Record<string, Float64Array>>();
  const context = (): FitContext => ({
    backend,
    seed: 3,
    work: quietWork(),
    tensors: () => startTfjs('wasm'),
    store: {
      get: (name) => Promise.resolve(kept.get(name)),
      put: (name, arrays) => Promise.resolve(void kept.set(name, arrays)),
    },
  });
  const influences = async (model: FittedModel): Promise<Float64Array> => {
    const { influence } = await model.explain(row(problem.features, 0), 1, OPTIONS, quietWork());
    return influence;
  };
  let model: FittedModel;
  let expected: Float64Array;
  let factors: Record<string, Float64Array>;

  before(async () => {
    model = await mlp.fit(problem, config, context());
    expected = await influences(model);
    factors = kept.get('ekfac')!;
  });
  after(() => model.dispose());

  const restored = async (known: Record<string, Float64Array>): Promise<Float64Array> => {
    kept.clear();
    kept.set('ekfac', known);
    const again = await mlp.restore(problem, config, model.save(), context());
    const found = await influences(again);
    again.dispose();
    return found;
  };

  it('give a restored model the same answers', async () => {
    assert.deepEqual(await restored(factors), expected);
  });

  it('are what a restored model starts from, and not made again', async () => {
    const doubled = Object.entries(factors).map(([name, array]) =>
      name.endsWith('values') ? [name, array.map((value) => 2 * value)] : [name, array],
    );
    const found = await restored(Object.fromEntries(doubled) as typeof factors);
    assert.notDeepEqual(found, expected);
  });

  it('are made again where they belong to another network', async () => {
    const first = Object.fromEntries(Object.entries(factors).filter(([name]) => name.startsWith('0')));
    assert.deepEqual(await restored(first), expected);
    assert.deepEqual(kept.get('ekfac'), factors);
  });

  it('are not those of a model that is retrained without rows', async () => {
    kept.clear();
    const without = await model.retrainWithout(Int32Array.of(0), quietWork());
    await influences(without);
    without.dispose();
    assert.equal(kept.size, 0);
  });
});
