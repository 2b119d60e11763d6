/** Why a row matters to networks, through the engine: what is told of their cells, and what is said where none can be told. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { explain } from '../../../extension/engine/answers/explain';
import { slices } from '../../../extension/engine/answers/slices';
import { whatIf } from '../../../extension/engine/answers/whatIf';
import { why } from '../../../extension/engine/answers/why';
import { createRandom } from '../../../extension/core/random';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { writeFruits } from '../../data/fruitImages';
import { writeTfjsModel } from '../../data/tfjsModel';
import { referenceFolder } from '../../reference/fixtures';
import { quietWork } from '../models/support';

const choice = { by: 'label' } as const;
const ROW = 7;
const COLUMN = 'petal_length';
const WORD_SIZE = 3;

describe('why a row matters to a network', () => {
  const work = quietWork();
  const engine = createEngine({ cache: noCache, log: () => undefined });
  let folder: string;
  /** Table, and kernel and bias of the last layer, of the model of words. */
  let wordWeights: Float32Array[];

  before(async () => {
    await startTfjs('wasm');
    folder = mkdtempSync(join(tmpdir(), 'lens-why-'));
    cpSync(referenceFolder('iris'), folder, { recursive: true });
    const hidden = sequential({
      layers: [
        layers.dense({ inputShape: [4], units: 5, activation: 'tanh' }),
        layers.dense({ units: 3, activation: 'softmax' }),
      ],
    });
    const words = sequential({
      layers: [
        layers.embedding({ inputDim: 10, outputDim: WORD_SIZE, inputLength: 4 }),
        layers.flatten(),
        layers.dense({ units: 3, activation: 'softmax' }),
      ],
    });
    await writeTfjsModel(hidden, join(folder, 'hidden'));
    await writeTfjsModel(words, join(folder, 'words'));
    wordWeights = words.getWeights().map((weight) => weight.dataSync<'float32'>());
    hidden.dispose();
    words.dispose();
  });
  after(() => rmSync(folder, { recursive: true }));

  const dataset = (name: string, model: object, test = 'test.csv') => {
    const config = join(folder, `${name}.influence.json`);
    const features = { standardize: false };
    writeFileSync(config, JSON.stringify({ train: 'train.csv', test, label: 'species', features, model }));
    return { config, backend: 'wasm' as const };
  };
  const target = { set: 'test', row: 3 } as const;

  for (const [name, model] of [
    ['mlp', { type: 'mlp', hidden: [4], l2: 0.01 }],
    ['all-layers', { type: 'keras', path: 'hidden/model.json', layers: 'all', l2: 0.01 }],
    ['last-layer', { type: 'keras', path: 'hidden/model.json', l2: 0.01 }],
  ] as const)
    it(`tells what its cells push, and takes its influence apart: ${name}`, async () => {
      const asked = { dataset: dataset(name, model), target, choice };
      const answer = await why(engine, { ...asked, row: ROW }, work);
      const { training, influence, rankings: offered } = await explain(engine, asked, work);
      const ofNetworks = ['gradientDot', 'gradientCosine'];
      const apart = {
        mlp: ['tracin', ...ofNetworks],
        'all-layers': ofNetworks,
        'last-layer': ['withoutHessian'],
      }[name];
      const common = ['influence', 'withoutLoss', 'euclidean', 'cosine'];
      assert.deepEqual([...offered].sort(), [...common, ...apart].sort());
      const own = influence[training.row.indexOf(ROW)];
      assert.ok(Math.abs(answer.influence / own - 1) < 1e-3);
      const { parts, cells, rankings } = answer;
      assert.equal(parts.of, name === 'last-layer' ? 'features' : 'gradients');
      assert.equal(rankings.length, { mlp: 7, 'all-layers': 6, 'last-layer': 5 }[name]);
      const traced = rankings.find((ranking) => ranking.name === 'tracin');
      if (name === 'mlp') {
        const { ranking } = await explain(engine, { ...asked, rankBy: 'tracin' }, work);
        assert.equal(traced!.spearman, ranking!.spearman);
        assert.equal(traced!.shared, ranking!.shared);
      } else assert.equal(traced, undefined, 'only a training here leaves checkpoints');
      assert.equal(cells!.length, 4);
      const { value, mean, moved } = petals();
      const lossAt = async (by: number) => {
        const there = dataset(name, model, moved(by));
        return (await explain(engine, { ...asked, dataset: there }, work)).target.loss;
      };
      const h = 0.02;
      const expected = (((await lossAt(h)) - (await lossAt(-h))) / (2 * h)) * (value - mean);
      const { explained } = cells!.find(({ column }) => column === COLUMN)!;
      assert.ok(Math.abs(explained / expected - 1) < 2e-3, `${explained} is not ${expected}`);
    });

  it('tells what numbers push that stand for words: what is looked up by them, against what 0 stands for', async () => {
    const model = { type: 'keras', path: 'words/model.json', layers: 'all', l2: 0.01 };
    const answer = await why(engine, { dataset: dataset('words', model), target, choice, row: ROW }, work);
    const [names, ...rows] = readFileSync(join(folder, 'test.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const { probabilities, label } = answer.target;
    const [table, kernel] = wordWeights;
    const columns = names.filter((name) => name !== 'species');
    assert.equal(answer.cells!.length, columns.length);
    columns.forEach((column, place) => {
      const number = Math.trunc(Number(rows[target.row][names.indexOf(column)]));
      let expected = 0;
      Object.entries(probabilities).forEach(([name, probability], k) => {
        for (let d = 0; d < WORD_SIZE; d++)
          expected +=
            (probability - Number(name === label)) *
            (table[number * WORD_SIZE + d] - table[d]) *
            kernel[(place * WORD_SIZE + d) * 3 + k];
      });
      const { explained } = answer.cells!.find((cell) => cell.column === column)!;
      assert.ok(Math.abs(explained - expected) < 1e-6, `${column}: ${explained}, ${expected}`);
    });
  });

  it('paints no picture of numbers that stand for words, though they could be pixels', async () => {
    const places = 64;
    const random = createRandom(2);
    const names = Array.from({ length: places }, (_, j) => `w${j}`);
    const rows = Array.from({ length: 30 }, (_, i) => [
      ...names.map(() => Math.floor(random() * 10)),
      i % 2 === 0 ? 'a' : 'b',
    ]);
    writeFileSync(join(folder, 'ids.csv'), [[...names, 'label'], ...rows, ''].join('\n'));
    const model = sequential({
      layers: [
        layers.embedding({ inputDim: 10, outputDim: 2, inputLength: places }),
        layers.globalAveragePooling1d({}),
        layers.dense({ units: 2, activation: 'softmax' }),
      ],
    });
    await writeTfjsModel(model, join(folder, 'ids'));
    model.dispose();
    const config = join(folder, 'ids.influence.json');
    const keras = { type: 'keras', path: 'ids/model.json', l2: 0.01 };
    const write = (of: object) =>
      writeFileSync(config, JSON.stringify({ train: 'ids.csv', test: 'ids.csv', label: 'label', model: of }));
    const ask = () =>
      why(
        engine,
        { dataset: { config, backend: 'wasm' }, target: { set: 'test', row: 0 }, choice, row: 1 },
        work,
      );
    write(keras);
    const { cells, picture } = await ask();
    assert.equal(cells!.length, places);
    assert.equal(picture, undefined);
    write({ type: 'logistic', l2: 0.01 });
    assert.ok((await ask()).picture, 'to a model of numbers they are');
  });

  it('explains networks whose layers are too wide to be factored', async () => {
    const wide = 5001;
    const random = createRandom(1);
    const table = (rows: number) => {
      const lines = Array.from({ length: rows }, (_, i) => {
        const cells = Array.from({ length: wide }, () => (random() < 0.01 ? 1 : 0));
        return `${cells.join(',')},${i % 2 === cells[0] ? 'a' : 'b'}`;
      });
      return [[...Array.from({ length: wide }, (_, j) => `c${j}`), 'label'].join(','), ...lines, ''].join(
        '\n',
      );
    };
    writeFileSync(join(folder, 'wide.csv'), table(20));
    writeFileSync(join(folder, 'wide-test.csv'), table(4));
    const config = join(folder, 'wide.influence.json');
    const model = { type: 'mlp', hidden: [1], l2: 0.1 };
    writeFileSync(
      config,
      JSON.stringify({ train: 'wide.csv', test: 'wide-test.csv', label: 'label', model }),
    );
    const asked = { dataset: { config, backend: 'wasm' as const }, target, choice };
    const { influence, selfInfluence } = await explain(engine, asked, work);
    assert.ok(influence.every(Number.isFinite));
    assert.equal(selfInfluence, undefined);
    const { cells } = await why(engine, { ...asked, row: ROW }, work);
    assert.equal(cells!.length, wide);
  });

  it('paints the pixels of images', async () => {
    const images = join(folder, 'images');
    mkdirSync(images);
    writeFruits(join(images, 'train'), 8, 1);
    writeFruits(join(images, 'test'), 2, 2);
    const config = join(images, 'influence.json');
    const model = { type: 'cnn', filters: [3], stride: [4], l2: 0.01 };
    writeFileSync(config, JSON.stringify({ train: 'train', test: 'test', model }));
    const asked = { dataset: { config, backend: 'wasm' as const }, target, choice, row: 1 };
    const { picture, cells } = await why(engine, asked, work);
    assert.equal(picture!.training.length, picture!.height * picture!.width);
    const sum = (values: number[]) => values.reduce((total, push) => total + push, 0);
    const close = (a: number, b: number) => Math.abs(a - b) < 1e-9 + 1e-6 * Math.abs(b);
    assert.ok(close(sum(picture!.training), cells![0].training) && cells![0].training !== 0);
    assert.ok(close(sum(picture!.explained), cells![0].explained) && cells![0].explained !== 0);
  });

  it('forecasts groups and finds slices', async () => {
    const asked = { dataset: dataset('mlp', { type: 'mlp', hidden: [4], l2: 0.01 }), target, choice };
    const group = { where: [{ column: COLUMN, from: 1, to: 1.4 }] };
    const answer = await whatIf(engine, { ...asked, group, action: { do: 'remove' }, verify: true }, work);
    assert.ok(answer.group.rows > 3 && answer.loss.actual! * answer.loss.forecast > 0);
    assert.ok(Number.isFinite(answer.testLoss!.forecast));
    const { rows } = await slices(engine, { ...asked, top: 3 }, work);
    assert.ok(rows.every(({ forecast }) => forecast === undefined || Number.isFinite(forecast)));
    assert.ok(rows.some(({ forecast }) => forecast !== undefined));
  });

  /** The explained row's cell, the average of the training rows, and a test file with something added to that cell. */
  function petals(): { value: number; mean: number; moved: (by: number) => string } {
    const lines = (file: string) => readFileSync(join(folder, file), 'utf8').trim().split('\n');
    const column = lines('train.csv')[0].split(',').indexOf(COLUMN);
    const values = lines('train.csv')
      .slice(1)
      .map((line) => Number(line.split(',')[column]));
    const own = lines('test.csv')[target.row + 1].split(',');
    return {
      value: Number(own[column]),
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      moved(by) {
        const cells = own.map((cell, j) => (j === column ? String(Number(cell) + by) : cell));
        const text = lines('test.csv').map((line, i) => (i === target.row + 1 ? cells.join(',') : line));
        writeFileSync(join(folder, `test${by}.csv`), `${text.join('\n')}\n`);
        return `test${by}.csv`;
      },
    };
  }
});
