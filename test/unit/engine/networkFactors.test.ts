/** The factored curvature of a network in the engine's cache: what one engine made, another reads. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../../extension/engine/answers/explain';
import type { Cache } from '../../../extension/engine/cache/store';
import { folderCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { referenceFolder } from '../../reference/fixtures';
import { quietWork } from '../models/support';

type Arrays = Record<string, Float64Array>;

const isFactors = (value: unknown): value is Arrays =>
  typeof value === 'object' && value !== null && '0 shape' in value;

describe('factors of a network in the cache of the engine', () => {
  let folder: string;
  let read: number;
  let written: number;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'lens-factors-'));
    cpSync(referenceFolder('iris'), folder, { recursive: true });
    const model = { type: 'mlp', hidden: [4], l2: 0.01 };
    const influence = { solver: 'ekfac', damping: 0.01 };
    const config = { train: 'train.csv', test: 'test.csv', label: 'species', model, influence };
    writeFileSync(join(folder, 'lens.influence.json'), JSON.stringify(config));
  });
  beforeEach(() => {
    [read, written] = [0, 0];
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A new engine on the same folder, with its reading and writing of factors counted. */
  async function influences(change = (factors: Arrays): Arrays => factors): Promise<ArrayLike<number>> {
    const kept = folderCache(join(folder, 'cache'), { maxBytes: 1e8, log: () => undefined });
    const cache: Cache = {
      ...kept,
      async get(key) {
        const value = await kept.get(key);
        if (!isFactors(value)) return value;
        read++;
        return change(value);
      },
      async put(key, value) {
        if (isFactors(value)) written++;
        await kept.put(key, value);
      },
    };
    const dataset = { config: join(folder, 'lens.influence.json'), backend: 'wasm' as const };
    const asked = { dataset, target: { set: 'test', row: 3 }, choice: { by: 'label' } } as const;
    const engine = createEngine({ cache, log: () => undefined });
    const { influence } = await explain(engine, asked, quietWork());
    return influence;
  }

  it('are written once, and read by the next engine, which gives the same answer', async () => {
    const first = await influences();
    assert.deepEqual([read, written], [0, 1]);
    const second = await influences();
    assert.deepEqual([read, written], [1, 1]);
    assert.deepEqual(second, first);
  });

  it('are what the answer is computed from', async () => {
    const given = await influences();
    const scaled = await influences((factors) =>
      Object.fromEntries(
        Object.entries(factors).map(([name, array]) =>
          name.endsWith('values') ? [name, array.map((value, at) => value * (1 + (at % 3)))] : [name, array],
        ),
      ),
    );
    assert.equal(written, 0);
    assert.notDeepEqual(scaled, given);
  });
});
