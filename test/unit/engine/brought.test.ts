/** A model that was brought along, in an engine that goes on while its files change. */
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { audit } from '../../../extension/engine/answers/audit';
import { explain } from '../../../extension/engine/answers/explain';
import { targets } from '../../../extension/engine/answers/targets';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { writeTfjsModel } from '../../data/tfjsModel';
import { referenceFolder } from '../../reference/fixtures';

const work = { signal: new AbortController().signal, progress: () => undefined };

/** Fits that start elsewhere end within the tolerance of a fit. */
function assertClose(losses: readonly number[], expected: readonly number[]): void {
  assert.equal(losses.length, expected.length);
  losses.forEach((loss, i) => assert.ok(Math.abs(loss - expected[i]) < 1e-9, `${loss}, not ${expected[i]}`));
}

describe('a model that was brought along', () => {
  let folder: string;
  const dataset = () => ({ config: join(folder, 'influence.json'), backend: 'wasm' as const });

  before(async () => {
    await startTfjs('wasm');
    folder = mkdtempSync(join(tmpdir(), 'lens-brought-'));
    cpSync(referenceFolder('iris'), folder, { recursive: true });
    for (const name of ['one', 'two']) {
      const model = sequential({
        layers: [
          layers.dense({ inputShape: [4], units: 5, activation: 'tanh', name: 'hidden' }),
          layers.dense({ units: 3, activation: 'softmax', name: 'scores' }),
        ],
      });
      await writeTfjsModel(model, join(folder, name));
      model.dispose();
    }
    const model = { type: 'keras', path: 'one/model.json', l2: 0.01 };
    const config = { train: 'train.csv', test: 'test.csv', label: 'species', model };
    writeFileSync(join(folder, 'influence.json'), JSON.stringify(config));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is read anew when a file of its weights alone has changed', async () => {
    const open = () => createEngine({ cache: noCache, log: () => undefined });
    const engine = open();
    const losses = async (asked = engine) => [
      ...(await targets(asked, { dataset: dataset(), set: 'test' }, work)).loss,
    ];
    const first = await losses();
    const shard = 'group1-shard1of2.bin';
    const replace = () => copyFileSync(join(folder, 'two', shard), join(folder, 'one', shard));
    replace();
    utimesSync(join(folder, 'one', shard), new Date(), new Date(Date.now() + 5000));
    const second = await losses();
    assert.notDeepEqual(second, first);
    assertClose(await losses(open()), second);
    rmSync(join(folder, 'one', shard));
    await assert.rejects(losses(), /A file of the model can't be read/);
    replace();
    assertClose(await losses(), second);
  });

  it('keeps no tensors over a hundred explanations, also of rows of other files', async () => {
    const engine = createEngine({ cache: noCache, log: () => undefined });
    const input = join(folder, 'input.csv');
    copyFileSync(join(folder, 'test.csv'), input);
    const ask = (row: number, other: boolean) =>
      explain(
        engine,
        {
          dataset: dataset(),
          target: other ? { set: 'input', file: input, row } : { set: 'test', row },
          choice: { by: 'label' },
        },
        work,
      );
    await ask(0, false);
    await ask(0, true);
    const held = memory().numTensors;
    for (let i = 0; i < 100; i++) await ask(i % 25, i % 2 === 1);
    assert.equal(memory().numTensors, held);
  });

  it('is audited through its layers, by edits of the cells of the table', async () => {
    const engine = createEngine({ cache: noCache, log: () => undefined });
    const { document } = await audit(engine, { dataset: dataset(), targets: 1, share: 0.5 }, work);
    const [{ cells, before, after }] = document.rows;
    assert.ok(after < before);
    assert.deepEqual(
      new Set(cells.map(({ column }) => column).filter((column) => !/^(sepal|petal)_/.test(column))),
      new Set(),
    );
    assert.ok(cells.length > 0);
  });
});
