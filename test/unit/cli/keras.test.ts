import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import {
  layers as layerKinds,
  type LayersModel,
  model as modelOf,
  sequential,
  type SymbolicTensor,
} from '@tensorflow/tfjs-layers';
import type { ExplainDocument, InfoDocument, MislabelsDocument } from '../../../extension/contract/documents';
import { decodeImage } from '../../../extension/core/images/registry';
import { pixelsOf } from '../../../extension/core/images/pixels';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { writeFruits } from '../../data/fruitImages';
import { writeTfjsModel } from '../../data/tfjsModel';
import { repoRoot } from '../../harness/paths';
import { relativeError } from '../autodiff/support';
import { documentOn, runCli, runOn } from './run';
import { createWorkspace, type Workspace } from './workspace';

const SIDE = 12;
const FRUITS = ['apple', 'lime', 'plum'];

/** Convolutions and a dense layer with random weights: what it has not learned does not matter to its derivatives. */
function imageModel(units: number): LayersModel {
  const seeded = { kernelInitializer: 'glorotUniform' as const };
  return sequential({
    layers: [
      layerKinds.conv2d({
        inputShape: [SIDE, SIDE, 3],
        filters: 6,
        kernelSize: 3,
        activation: 'relu',
        ...seeded,
      }),
      layerKinds.batchNormalization(),
      layerKinds.globalAveragePooling2d({}),
      layerKinds.dense({ units: 5, activation: 'tanh', name: 'embedding' }),
      layerKinds.dense({ units, activation: 'softmax', name: 'scores' }),
    ],
  });
}

describe('the command line on a model that was trained elsewhere', () => {
  let workspace: Workspace;
  let model: LayersModel;

  before(async () => {
    await startTfjs('wasm');
    workspace = createWorkspace();
    for (const [part, seed] of Object.entries({ train: 1, test: 2 }))
      writeFruits(join(workspace.folder, part), part === 'train' ? 12 : 4, seed);
    model = imageModel(3);
    await writeTfjsModel(model, join(workspace.folder, 'model'));
    await writeTfjsModel(imageModel(5), join(workspace.folder, 'five'));
  });
  after(() => {
    model.dispose();
    workspace.remove();
  });

  function configure(model: object): void {
    workspace.write(
      'influence.json',
      JSON.stringify({
        train: 'train',
        test: 'test',
        model: { type: 'keras', path: 'model/model.json', l2: 0.01, ...model },
      }),
    );
  }

  const run = (...args: string[]) => runOn(workspace, ...args);
  const json = <Document>(...args: string[]) => documentOn<Document>(workspace, ...args, '--backend', 'wasm');

  /** What the layers up to `layer` make of a part, with pixels from −1 to 1. */
  function featuresOf(part: string, layer: string): Float32Array {
    const pixels = FRUITS.flatMap((fruit) =>
      readdirSync(join(workspace.folder, part, fruit))
        .sort()
        .map((name) => {
          const bytes = readFileSync(join(workspace.folder, part, fruit, name));
          return pixelsOf(decodeImage(bytes), { width: SIDE, height: SIDE }, 3).map((x) => 2 * x - 1);
        }),
    );
    const cut = modelOf({ inputs: model.inputs, outputs: model.getLayer(layer).output as SymbolicTensor });
    return tidy(() => {
      const rows = tensor(
        pixels.flatMap((each) => [...each]),
        [pixels.length, SIDE, SIDE, 3],
      );
      return (cut.predictOnBatch(rows) as Tensor).dataSync<'float32'>();
    });
  }

  /** The same question to a logistic model of these features. */
  async function asColumns(...args: string[]): Promise<ExplainDocument> {
    const beside = createWorkspace();
    try {
      for (const part of ['train', 'test']) {
        const values = featuresOf(part, 'embedding');
        const count = values.length / 5;
        const lines = Array.from({ length: count }, (_, i) =>
          [...values.subarray(5 * i, 5 * i + 5), FRUITS[Math.floor((3 * i) / count)]].join(','),
        );
        beside.write(`${part}.csv`, ['a,b,c,d,e,label', ...lines].join('\n'));
      }
      beside.write(
        'influence.json',
        JSON.stringify({
          train: 'train.csv',
          test: 'test.csv',
          label: 'label',
          features: { standardize: false },
          model: { type: 'logistic', l2: 0.01 },
        }),
      );
      const { code, stdout, stderr } = await runCli([...args, '--json', '--config', beside.config]);
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout) as ExplainDocument;
    } finally {
      beside.remove();
    }
  }

  it('explains by its last layer as a logistic model of its features does', async () => {
    configure({ input: { range: [-1, 1] } });
    const question = ['explain', '--test-row', '5', '--all'];
    const [own, reference] = [await json<ExplainDocument>(...question), await asColumns(...question)];
    assert.deepEqual([own.model.type, own.dataset.features, own.rows.length], ['keras', 5, 36]);
    assert.equal(own.rows[13].file, 'train/lime/001.png');
    for (const key of ['influence', 'removalForecast', 'removalDelta'] as const) {
      const [a, b] = [own, reference].map(({ rows }) => rows.map((row) => row[key]!));
      assert.ok(relativeError(a, b) < 1e-5, `${key}: ${relativeError(a, b)}`);
    }
    assert.ok(own.checks.some(({ name }) => name === 'own-head'));
    assert.ok(own.checks.some(({ name, status }) => name === 'stationarity' && status === 'pass'));
  });

  it('gives every row a self-influence', async () => {
    configure({});
    const { rows } = await json<MislabelsDocument>('mislabels', '--score', 'self-influence', '--all');
    assert.equal(rows.length, 36);
    assert.ok(rows.every(({ selfInfluence }) => selfInfluence > 0));
  });

  it('keeps the features on disk', async () => {
    configure({});
    const first = await json<InfoDocument>('info');
    const again = await json<InfoDocument>('info');
    assert.equal(again.model.cached, true);
    assert.equal(again.model.trainLoss, first.model.trainLoss);
  });

  it('puts a new last layer on the output of any layer', async () => {
    configure({ path: 'five/model.json', head: 'new', featureLayer: 'embedding' });
    const { dataset, checks } = await json<InfoDocument>('info');
    assert.equal(dataset.features, 5);
    assert.ok(!checks.some(({ name }) => name === 'own-head'));
  });

  const refused: [string, object, RegExp][] = [
    [
      'another number of classes',
      { path: 'five/model.json' },
      /tells 5 classes apart.*have 3: "apple", "lime", "plum"/,
    ],
    ['classes that the data lack', { classes: ['apple', 'lime', 'pear'] }, /no class "plum"/],
    ['a layer that is not there', { head: 'new', featureLayer: 'x' }, /no layer "x"/],
    ['a file that is not there', { path: 'absent.json' }, /does not exist.*absent\.json/],
  ];
  for (const [what, given, message] of refused)
    it(`refuses ${what}`, async () => {
      configure(given);
      const { code, stderr } = await run('info');
      assert.equal(code, 1);
      assert.match(stderr, message);
    });
});

describe('the command line on a Keras file and a table', () => {
  const fixtures = join(repoRoot, 'test/fixtures/keras');
  let workspace: Workspace;

  before(() => {
    workspace = createWorkspace();
  });
  after(() => workspace.remove());

  async function info(model: object, features = {}): Promise<InfoDocument & { stderr: string }> {
    const train = join(fixtures, 'table.csv');
    const path = join(fixtures, 'sequential.keras');
    workspace.write(
      'influence.json',
      JSON.stringify({
        train,
        test: 0.2,
        label: 'label',
        features,
        model: { type: 'keras', path, l2: 0.001, ...model },
      }),
    );
    const args = ['info', '--json', '--backend', 'wasm', '--config', workspace.config];
    const { stdout, stderr } = await runCli(args, { env: { INFLUENCE_LENS_CACHE: workspace.cache } });
    return { ...(JSON.parse(stdout || '{}') as InfoDocument), stderr };
  }

  const agreementIn = ({ checks }: InfoDocument) => checks.find(({ name }) => name === 'own-head')!.value!;

  it('takes the columns and the classes in the order of the model', async () => {
    const right = await info({});
    assert.ok(agreementIn(right) > 0.9, String(agreementIn(right)));
    assert.equal(right.dataset.features, 6);
    const named = await info({ classes: ['k0', 'k1', 'k2'], input: { columns: ['a', 'b', 'c', 'd'] } });
    assert.equal(agreementIn(named), agreementIn(right));
    const turned = await info({ classes: ['k1', 'k2', 'k0'] });
    assert.ok(agreementIn(turned) < 0.3, String(agreementIn(turned)));
    const mixed = await info({ input: { columns: ['d', 'c', 'b', 'a'] } });
    assert.notEqual(mixed.model.trainLoss, right.model.trainLoss);
  });

  it('explains all layers as they were trained', async () => {
    const { model, checks } = await info({ layers: 'all' });
    assert.deepEqual([model.parameters, model.iterations], [4 * 6 + 6 + 6 * 3 + 3, 0]);
    assert.ok(
      checks.some(({ name }) => name === 'stationarity') && checks.some(({ name }) => name === 'curvature'),
    );
    const args = [
      'explain',
      '--train-row',
      '0',
      '--json',
      '--backend',
      'wasm',
      '--solver',
      'ekfac',
      '--config',
      workspace.config,
    ];
    const { code, stdout, stderr } = await runCli(args);
    assert.equal(code, 0, stderr);
    assert.equal((JSON.parse(stdout) as ExplainDocument).solver.name, 'ekfac');
    const ranked = await runCli([...args, '--rank-by', 'gradient-cosine']);
    assert.equal(ranked.code, 0, ranked.stderr);
    const { ranking, rows } = JSON.parse(ranked.stdout) as ExplainDocument;
    assert.equal(ranking!.by, 'gradientCosine');
    assert.ok(ranking!.spearman! > 0.3, String(ranking!.spearman));
    // The explained row is as near to itself as can be.
    assert.equal(rows[0].row, 0);
    const followed = await runCli([...args, '--rank-by', 'tracin']);
    assert.equal(followed.code, 1);
    assert.match(followed.stderr, /checkpoints of a training, and this network has none/);
  });

  it('says of every layer what is differentiated, also when the model is refused', async () => {
    const { layers } = await info({});
    assert.deepEqual(
      layers!.map(({ type, support }) => [type, support]),
      [
        ['InputLayer', 'frozen'],
        ['Dense', 'frozen'],
        ['Dropout', 'frozen'],
        ['Dense', 'exact'],
      ],
    );
    const masked = sequential({
      layers: [
        layerKinds.dense({ inputShape: [4, 1], units: 5 }),
        layerKinds.masking({ name: 'masking' }),
        layerKinds.flatten(),
        layerKinds.dense({ units: 3 }),
      ],
    });
    await startTfjs('wasm');
    const path = await writeTfjsModel(masked, join(workspace.folder, 'masked'));
    masked.dispose();
    const { stderr } = await info({ path, layers: 'all' });
    assert.match(stderr, /layers that are not supported: masking \(Masking\)/);
    const { code, stdout } = await runCli(['info', '--layers', '--config', workspace.config]);
    assert.equal(code, 0);
    assert.match(stdout, /dense_\S+ +Dense +4 × 5 +10 +differentiated exactly/);
    assert.match(stdout, /masking +Masking .* not supported: .*"model\.layers": "last"/);
  });

  it('says what the model wants and what the data give', async () => {
    const { stderr } = await info({}, { exclude: ['c'] });
    assert.match(
      stderr,
      /takes rows of 4 numbers, and the data give rows of 3 numbers \(3 columns: a, b, d\)/,
    );
    const { stderr: absent } = await info({ input: { columns: ['a', 'b', 'c', 'e'] } });
    assert.match(absent, /a column "e"/);
    const { stderr: many } = await info({ classes: ['k0', 'k1'] });
    assert.match(many, /names 2 classes, and the model tells 3 apart/);
  });
});
