/** The audit of a linear head on the features of a frozen network: the picture edited so really gives what it says. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { decode, encode } from 'fast-png';
import type { Work } from '../../../extension/contract/progress';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { audit } from '../../../extension/engine/answers/audit';
import { explain } from '../../../extension/engine/answers/explain';
import { why } from '../../../extension/engine/answers/why';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { createWorkspace, type Workspace } from '../cli/workspace';
import { writePictures } from '../../data/pictures';
import { writeTfjsModel } from '../../data/tfjsModel';

const WORK: Work = { signal: new AbortController().signal, progress: () => undefined };
const LEVELS = 6;

describe('the audit of a head on frozen features', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  const engine = createEngine({ cache: noCache, log: () => undefined });

  const configure = (folder: string): string => {
    const model = {
      type: 'keras',
      path: 'model/model.json',
      head: 'new',
      featureLayer: 'embedding',
      l2: 0.003,
    };
    const file = `${folder}influence.json`;
    workspace.write(file, JSON.stringify({ train: `${folder}train`, test: 'test', model }));
    return join(workspace.folder, file);
  };

  before(async () => {
    await startTfjs('wasm');
    workspace = createWorkspace();
    writePictures(workspace.folder, { train: 8, test: 6 }, 3);
    const seeded = (seed: number) => ({ kernelInitializer: initializers.glorotUniform({ seed }) });
    const model = sequential({
      layers: [
        layers.conv2d({
          inputShape: [32, 32, 3],
          filters: 6,
          kernelSize: 5,
          strides: 2,
          activation: 'relu',
          ...seeded(1),
        }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.flatten(),
        layers.dense({ units: 24, activation: 'tanh', name: 'embedding', ...seeded(2) }),
        layers.dense({ units: 2, activation: 'softmax', ...seeded(3) }),
      ],
    });
    await writeTfjsModel(model, join(workspace.folder, 'model'));
    model.dispose();
  });
  after(() => workspace.remove());

  it('tells what the edited picture really gives', async () => {
    const dataset = { config: configure('') };
    const { document, pictures } = await audit(engine, { dataset, targets: 2, levels: LEVELS }, WORK);
    assert.equal(document.model.type, 'keras');
    assert.equal(document.tried, 2);
    assert.equal(pictures.length, 2);
    const [first] = document.rows;
    assert.ok(first!.after < first!.before - 0.01, `${first!.before} → ${first!.after}`);
    const [picture] = pictures;
    assert.ok(picture!.edit.every((level) => Math.abs(level) <= LEVELS));
    assert.equal(picture!.edit.filter((level) => level !== 0).length, first!.edited);
    const data = picture!.original.map((level, j) => level + picture!.edit[j]!);
    cpSync(join(workspace.folder, 'train'), join(workspace.folder, 'edited-train'), { recursive: true });
    writeFileSync(
      join(workspace.folder, `edited-${first!.training.file}`),
      encode({ width: 32, height: 32, channels: 3, data }),
    );
    const { target } = await explain(
      engine,
      {
        dataset: { config: configure('edited-') },
        target: { set: 'test', row: first!.row },
        choice: { by: 'label' },
      },
      WORK,
    );
    assert.equal(target.predicted, first!.predicted);
    assert.ok(Math.abs(target.probabilities[first!.label]! - first!.after) < 1e-5);
  });

  it('leaves no tensor behind, also when it is stopped in the middle', async () => {
    const dataset = { config: configure('') };
    const asked = { dataset, targets: 1, levels: LEVELS };
    await audit(engine, asked, WORK);
    const before = memory().numTensors;
    await audit(engine, asked, WORK);
    assert.equal(memory().numTensors, before);
    const stop = new AbortController();
    let steps = 0;
    const work: Work = {
      signal: stop.signal,
      progress: ({ stage }) => stage.startsWith('Attacking') && ++steps === 3 && stop.abort(),
    };
    await assert.rejects(audit(engine, asked, work), { code: 'cancelled' });
    assert.equal(steps, 3);
    // It waits for the one that was stopped to be over.
    await audit(engine, asked, WORK);
    assert.equal(memory().numTensors, before);
  });

  it('is pushed by pixels as the network says when one of them is changed', async () => {
    const dataset = { config: configure('') };
    const choice = { by: 'prediction' } as const;
    const document = await why(engine, { dataset, target: { set: 'test', row: 0 }, choice, row: 1 }, WORK);
    const { explained } = document.picture!;
    const pixel = explained.reduce(
      (best, push, at) => (Math.abs(push) > Math.abs(explained[best]!) ? at : best),
      0,
    );
    const files = readdirSync(join(workspace.folder, 'train'), { recursive: true, encoding: 'utf8' });
    const pictures = files
      .filter((name) => name.endsWith('.png'))
      .map((name) => decode(readFileSync(join(workspace.folder, 'train', name))).data);
    const own = decode(readFileSync(join(workspace.folder, document.target.file)));
    const by = 'class';
    const lossWith = async (share: number): Promise<number> => {
      const data = Uint8Array.from(own.data);
      for (let j = 3 * pixel; j < 3 * pixel + 3; j++) {
        const mean = pictures.reduce((sum, levels) => sum + levels[j]!, 0) / pictures.length;
        data[j] = Math.max(0, Math.min(255, Math.round(own.data[j]! + share * (own.data[j]! - mean))));
      }
      const file = join(workspace.folder, `moved${share}.png`);
      writeFileSync(file, encode({ width: 32, height: 32, channels: 3, data }));
      const target = { set: 'input', row: 0, file } as const;
      const name = document.target.explained;
      return (await explain(engine, { dataset, target, choice: { by, name } }, WORK)).target.loss;
    };
    // Inwards, where no level leaves its range.
    const change = (await lossWith(0)) - (await lossWith(-0.5));
    assert.ok(
      Math.abs(change / (0.5 * explained[pixel]!) - 1) < 0.1,
      `${change}, not ${0.5 * explained[pixel]!}`,
    );
    assert.ok(document.picture!.training.some((push) => push !== 0));
  });
});
