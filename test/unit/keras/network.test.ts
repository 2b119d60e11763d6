import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, oneHot, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { linearize } from '../../../extension/core/autodiff/linearize';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';
import { readParameters } from '../../../extension/core/autodiff/parameters';
import { kerasNetwork, type NetworkPlan } from '../../../extension/core/keras/network';
import { readModel } from '../../../extension/core/keras/read/registry';
import type { ModelFile } from '../../../extension/core/keras/types';
import type { DenseMatrix } from '../../../extension/core/linalg/types';
import { asTrained } from '../../../extension/core/models/brought/network';
import { layersOf, nameOf } from '../../../extension/core/keras/topology';
import { logProbabilities, scoresOf } from '../../../extension/core/models/network/predict';
import type { FittedModel, TrainingProblem } from '../../../extension/core/models/types';
import { createRandom } from '../../../extension/core/random';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { repoRoot } from '../../harness/paths';
import { BACKENDS, relativeError } from '../autodiff/support';
import { reference as reference64 } from '../models/networkReference';
import { backend, normals, quietWork, row } from '../models/support';

const FOLDER = join(repoRoot, 'test/fixtures/keras');

interface Reference {
  input: number[][];
  output: number[][];
}

const reference = JSON.parse(readFileSync(join(FOLDER, 'reference.json'), 'utf8')) as Record<
  string,
  Reference
>;
const open = (name: string): Promise<ModelFile> =>
  readModel(readFileSync(join(FOLDER, name)), () => Promise.reject(new Error('There are no others.')));

function matrixOf(rows: readonly number[][]): DenseMatrix {
  return { kind: 'dense', rows: rows.length, cols: rows[0].length, data: Float64Array.from(rows.flat()) };
}

/** The table beside the models, with its labels. */
function tableProblem(): TrainingProblem & { features: DenseMatrix } {
  const lines = readFileSync(join(FOLDER, 'table.csv'), 'utf8').trim().split('\n').slice(1);
  const cells = lines.map((line) => line.split(','));
  return {
    features: matrixOf(cells.map((each) => each.slice(0, 4).map(Number))),
    labels: Int32Array.from(cells, (each) => Number(each[4].slice(1))),
    classes: 3,
  };
}

const plan = (part: Partial<NetworkPlan> = {}): NetworkPlan => ({
  layers: 'all',
  input: { shape: [4] },
  outputs: 3,
  outputOfClass: Int32Array.of(0, 1, 2),
  ...part,
});

for (const name of BACKENDS) {
  describe(`layers of a Keras model on ${name}`, () => {
    before(() => startTfjs(name));

    const modelOf = (file: ModelFile, part?: Partial<NetworkPlan>): Promise<FittedModel> =>
      asTrained(
        tableProblem(),
        { type: 'keras', path: '', layers: 'all', head: 'model', input: { range: [0, 1] }, l2: 0.01 },
        {
          backend,
          seed: 0,
          work: quietWork(),
          tensors: () => startTfjs(name),
          brought: { network: () => kerasNetwork(file, plan(part)) },
        },
      );

    it('gives the classes in the order of the data', async () => {
      const { input, output } = reference['sequential'];
      const network = await kerasNetwork(
        await open('sequential.keras'),
        plan({ outputOfClass: Int32Array.of(2, 0, 1) }),
      );
      const logs = logProbabilities(scoresOf(network, matrixOf(input), 3), 3);
      const expected = output.flatMap(([a, b, c]) => [c, a, b]);
      assert.ok(relativeError(logs.map(Math.exp), expected) < 1e-6);
      network.dispose();
    });

    it('makes two classes of one sigmoid', async () => {
      const { input, output } = reference['recurrent'];
      const one = plan({ input: { shape: [7] }, outputs: 1, outputOfClass: Int32Array.of(0, 1) });
      const network = await kerasNetwork(await open('recurrent.keras'), one);
      const logs = logProbabilities(scoresOf(network, matrixOf(input), 2), 2);
      assert.ok(
        relativeError(
          logs.map(Math.exp),
          output.flatMap(([p]) => [1 - p, p]),
        ) < 1e-6,
      );
      network.dispose();
    });

    it('takes the weights of named layers alone', async () => {
      const file = await open('nested.keras');
      const last = namesOf(file).at(-1)!;
      const model = await modelOf(file, { layers: [last] });
      const { features, labels } = tableProblem();
      assert.equal(model.report.parameters, 4 * 3 + 3);
      const target = row(features, 0);
      const { influence, solver } = await model.explain(
        target,
        labels[0],
        { solver: 'exact', damping: 0.05 },
        quietWork(),
      );
      assert.ok(solver.relativeResidual < 1e-4, String(solver.relativeResidual));
      // A row is its own best witness.
      assert.ok(influence[0] < 0);
      model.dispose();
    });

    it('differentiates a model inside of a model as float64 differences do', async () => {
      const network = await kerasNetwork(await open('nested.keras'), plan());
      const { features, labels } = tableProblem();
      const theta = readParameters(network.parameters);
      assert.equal(theta.length, 4 * 5 + 5 + 5 * 4 + 4 + 4 * 3 + 3);
      const v = normals(theta.length, createRandom(2));
      const rows = tensor2d(Float32Array.from(features.data), [features.rows, features.cols]);
      const targets = oneHot(tensor1d(labels, 'int32'), 3);
      const at = linearize(network, softmaxCrossEntropy, rows, targets);
      const gradients = (moved: Float64Array) =>
        reference64(moved, features, labels, 3, nestedScores).gradients;
      const sum = (all: Float64Array[]) => theta.map((_, j) => all.reduce((total, g) => total + g[j], 0));
      const step = 1e-4;
      const [above, below] = [step, -step].map((by) => theta.map((value, j) => value + by * v[j]));
      const slope = (a: Float64Array, b: Float64Array) => a.map((value, j) => (value - b[j]) / (2 * step));
      const { gaussNewton } = reference64(theta, features, labels, 3, nestedScores);
      const pairs: Record<string, [ArrayLike<number>, ArrayLike<number>]> = {
        gradient: [at.gradient(), sum(gradients(theta))],
        hessian: [at.hessianTimes(v), slope(sum(gradients(above)), sum(gradients(below)))],
        gaussNewton: [
          at.gaussNewtonTimes(v),
          theta.map((_, i) =>
            v.reduce(
              (total, value, j) => total + features.rows * gaussNewton[i * theta.length + j] * value,
              0,
            ),
          ),
        ],
        jacobian: [
          at.jacobianTimes(v),
          Array.from({ length: features.rows }, (_, i) => {
            const x = row(features, i).data;
            return [...slope(nestedScores(above, x), nestedScores(below, x))];
          }).flat(),
        ],
      };
      for (const [what, [found, expected]] of Object.entries(pairs)) {
        const error = relativeError(found, expected);
        assert.ok(error < 1e-5, `${what}: ${error}`);
      }
      at.dispose();
      [rows, targets].forEach((part) => part.dispose());
      network.dispose();
    });

    it('solves by every solver alike, and keeps no tensors over a hundred explanations', async () => {
      const before = memory().numTensors;
      const model = await modelOf(await open('sequential.keras'));
      const { features, labels } = tableProblem();
      const explain = (solver: 'exact' | 'cg', i: number) =>
        model.explain(
          row(features, i),
          labels[i],
          { solver, damping: 0.05, curvature: 'gauss-newton' },
          quietWork(),
        );
      const exact = await explain('exact', 3);
      const { influence } = await explain('cg', 3);
      assert.ok(relativeError(influence, exact.influence) < 1e-3);
      const retrained = await model.retrainWithout(Int32Array.of(1, 2), quietWork());
      assert.ok(retrained.report.gradientNorm < 0.1 * model.report.gradientNorm);
      retrained.dispose();
      const held = memory().numTensors;
      for (let i = 0; i < 100; i++) await explain('exact', i % features.rows);
      assert.equal(memory().numTensors, held);
      model.dispose();
      assert.equal(memory().numTensors, before);
    });
  });
}

/** Scores of the nested model (fixtures/keras/make.py) in float64; parameters are the weights and intercepts of each layer. */
function nestedScores(theta: Float64Array, x: Float64Array): Float64Array {
  let from = 0;
  const dense = (input: Float64Array, outputs: number): Float64Array => {
    const [weights, intercepts] = [from, from + input.length * outputs];
    from = intercepts + outputs;
    return Float64Array.from({ length: outputs }, (_, j) =>
      input.reduce((sum, value, i) => sum + value * theta[weights + i * outputs + j], theta[intercepts + j]),
    );
  };
  const relu = (input: Float64Array) => input.map((value) => Math.max(0, value));
  return dense(relu(dense(relu(dense(x, 5)), 4)), 3);
}

function namesOf({ topology }: ModelFile): string[] {
  return layersOf(topology).map(nameOf);
}

describe('layers that are asked for', () => {
  before(() => startTfjs('wasm'));

  it('must be there, and have weights', async () => {
    const file = await open('sequential.keras');
    await assert.rejects(kerasNetwork(file, plan({ layers: ['absent'] })), /no layer "absent"/);
    const dropout = namesOf(file).find((name) => name.startsWith('dropout'))!;
    await assert.rejects(kerasNetwork(file, plan({ layers: [dropout] })), /have no weights/);
  });

  it('must be differentiated exactly, but for those before them', async () => {
    const file = await open('nested.keras');
    const layers = layersOf(file.topology);
    layers.splice(2, 0, { class_name: 'Masking', config: { name: 'masking' } });
    await assert.rejects(kerasNetwork(file, plan()), /not supported: masking \(Masking\)/);
    const network = await kerasNetwork(file, plan({ layers: [nameOf(layers.at(-1)!)] }));
    assert.equal(network.parameters.length, 2);
    network.dispose();
  });
});
