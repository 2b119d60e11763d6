/** Checks through the engine, on data made so that they have something to find. */
import assert from 'node:assert/strict';
import type { Check } from '../../../extension/contract/documents';
import type { Work } from '../../../extension/contract/progress';
import { nearestRow } from '../../../extension/core/nearestRows';
import { createRandom } from '../../../extension/core/random';
import { checks } from '../../../extension/engine/answers/checks';
import { explain } from '../../../extension/engine/answers/explain';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { createWorkspace, generatedCsv, type Workspace } from '../cli/workspace';
import { normals, toSparse, dense } from '../models/support';

const WORK: Work = { signal: new AbortController().signal, progress: () => undefined };
const choice = { by: 'label' } as const;

describe('checks of an explanation', () => {
  let workspace: Workspace;
  const engine = createEngine({ cache: noCache, log: () => undefined });
  const ask = async (config: object, row: number, full: boolean): Promise<Map<string, Check>> => {
    workspace.write(
      'influence.json',
      JSON.stringify({ train: 'train.csv', test: 'test.csv', label: 'label', ...config }),
    );
    const dataset = { config: workspace.config };
    const { head } = await checks(engine, { dataset, target: { set: 'test', row }, choice, full }, WORK);
    return new Map(head.checks.map((check) => [check.name, check]));
  };
  const logistic = { model: { type: 'logistic', l2: 0.01 } };

  before(() => {
    workspace = createWorkspace();
    const [header, ...rows] = generatedCsv(150, 3, 1).trimEnd().split('\n');
    // A row against its class with weight, three times.
    const odd = '4,0,0,neg';
    workspace.write('train.csv', `${[header, ...rows, odd, odd, odd].join('\n')}\n`);
    workspace.write('test.csv', `${header}\n0.5,0.1,-0.2,pos\n90,80,-70,pos\n`);
  });
  after(() => workspace.remove());

  it('find nothing wrong where nothing is, and confirm it by retraining', async () => {
    const quick = await ask(logistic, 0, false);
    assert.deepEqual(
      [...quick.keys()],
      [
        'stationarity',
        'remaining-move',
        'influence-sum',
        'solver-residual',
        'spectrum',
        'hessian-product',
        'leverage',
        'duplicates',
        'distance',
      ],
    );
    for (const [name, { status }] of quick) if (name !== 'duplicates') assert.equal(status, 'pass', name);
    const full = await ask(logistic, 0, true);
    assert.equal(full.get('spot-check')!.status, 'pass');
    assert.ok(full.get('spot-check')!.value! > 0.99);
    assert.ok(!full.has('stability'), 'a convex model has one optimum');
  });

  it('find copies that share their influence, and a row far from the training data', async () => {
    const near = await ask(logistic, 0, false);
    assert.equal(near.get('duplicates')!.status, 'warn');
    assert.equal(near.get('duplicates')!.value, 3);
    assert.equal(near.get('distance')!.status, 'pass');
    assert.equal((await ask(logistic, 1, false)).get('distance')!.status, 'warn');
  });

  it('tell of damping that changes the answer', async () => {
    const damped = await ask({ ...logistic, influence: { damping: 0.5 } }, 0, false);
    assert.equal(damped.get('spectrum')!.status, 'warn');
    assert.match(damped.get('spectrum')!.message, /effective damping 0\.51/);
  });

  it('train a network from other seeds', async () => {
    const network = { model: { type: 'mlp', hidden: [3], epochs: 20, l2: 0.01 } };
    const full = await ask(network, 0, true);
    assert.ok(full.get('stability')!.value! >= 0 && full.get('stability')!.value! <= 1);
    assert.match(full.get('spectrum')!.message, /effective damping/);
    assert.ok(full.has('spot-check'));
  });

  it('are those that the explanation brings', async () => {
    workspace.write(
      'influence.json',
      JSON.stringify({ train: 'train.csv', test: 'test.csv', label: 'label', ...logistic }),
    );
    const dataset = { config: workspace.config };
    const target = { set: 'test', row: 0 } as const;
    const { head } = await explain(engine, { dataset, target, choice }, WORK);
    assert.deepEqual(new Map(head.checks.map((check) => [check.name, check])), await ask(logistic, 0, false));
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const dataset = { config: workspace.config };
    const asked = checks(
      engine,
      { dataset, target: { set: 'test', row: 0 }, choice, full: true },
      { signal: stop.signal, progress: ({ stage }) => stage === 'Retraining without rows' && stop.abort() },
    );
    await assert.rejects(asked, { code: 'cancelled' });
  });
});

describe('the nearest row', () => {
  it('is the one of brute force, dense and sparse, the row itself left out', async () => {
    const random = createRandom(4);
    const matrix = dense(
      40,
      5,
      normals(200, random).map((value) => (random() < 0.5 ? value : 0)),
    );
    for (const [i, features] of [
      [3, matrix],
      [7, toSparse(matrix)],
    ] as const) {
      const x = matrix.data.slice(i * 5, i * 5 + 5);
      const distances = Array.from({ length: 40 }, (_, r) =>
        r === i ? Infinity : Math.hypot(...x.map((value, j) => value - matrix.data[r * 5 + j]!)),
      );
      const { row, distance } = await nearestRow(features, x, i, WORK);
      assert.equal(row, distances.indexOf(Math.min(...distances)));
      assert.ok(Math.abs(distance - distances[row]!) < 1e-12);
    }
  });
});
