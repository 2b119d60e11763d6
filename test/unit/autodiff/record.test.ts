import { strict as assert } from 'node:assert';
import {
  cumprod,
  engine,
  grad,
  matMul,
  memory,
  mul,
  reshape,
  tanh,
  tensor,
  tensor1d,
  tensor2d,
  type Tensor,
  type Tensor2D,
  tidy,
  tile,
  variable,
} from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { linearize } from '../../../extension/core/autodiff/linearize';
import { layersNetwork } from '../../../extension/core/autodiff/layers/network';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';
import type { Network } from '../../../extension/core/autodiff/network';
import { withRepairs } from '../../../extension/core/autodiff/record';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { BACKENDS } from './support';

for (const backend of BACKENDS) {
  describe(`recording on ${backend}`, () => {
    before(() => startTfjs(backend));

    const rows = () => tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const targets = () => tensor2d([1, 0, 0, 1], [2, 2]);
    const networkOf = (apply: (x: Tensor2D, w: Tensor2D) => Tensor): Network => {
      const w = variable(tensor2d([0.1, -0.2, 0.3, 0.4, -0.5, 0.6], [3, 2]));
      return {
        parameters: [{ name: 'w', variable: w, penalised: true }],
        apply: (x) => apply(x as Tensor2D, w as Tensor2D),
        dispose: () => w.dispose(),
      };
    };

    it('leaves the engine as it was, also after an error', () => {
      const failing = networkOf(() => {
        throw new Error('no such thing');
      });
      const [x, y] = [rows(), targets()];
      const before = memory().numTensors;
      assert.throws(() => linearize(failing, softmaxCrossEntropy, x, y), /no such thing/);
      assert.ok(!Object.hasOwn(engine(), 'runKernel'));
      assert.ok(!Object.hasOwn(engine(), 'customGrad'));
      assert.equal(memory().numTensors, before);
      const derivative = tidy(() => grad((t) => mul(t, t))(tensor1d([3])).dataSync()[0]);
      assert.equal(derivative, 6);
      failing.dispose();
      x.dispose();
      y.dispose();
    });

    it('refuses an operation without a verified derivative by its name, and leaks nothing', () => {
      const network = networkOf((x, w) => cumprod(matMul(x, w), 1));
      const [x, y] = [rows(), targets()];
      const before = memory().numTensors;
      assert.throws(() => linearize(network, softmaxCrossEntropy, x, y), {
        code: 'model',
        message: /Cumprod/,
      });
      assert.equal(memory().numTensors, before);
      network.dispose();
      x.dispose();
      y.dispose();
    });

    it('keeps what layers dispose of, and gives it back', () => {
      const network = networkOf((x, w) => {
        const inner = matMul(x, w);
        const outer = tanh(inner);
        inner.dispose();
        return outer;
      });
      const [x, y] = [rows(), targets()];
      const before = memory().numTensors;
      const at = linearize(network, softmaxCrossEntropy, x, y);
      assert.ok(at.bytes > 0);
      assert.ok(at.hessianTimes(new Float64Array(6).fill(1)).every(Number.isFinite));
      at.dispose();
      assert.equal(memory().numTensors, before);
      network.dispose();
      x.dispose();
      y.dispose();
    });

    it('is spared a reshape and the way back, where what was reshaped is still there', () => {
      const between = (disposed: boolean) =>
        networkOf((x, w) => {
          const product = matMul(x, w);
          const batch = reshape(product, [1, 2, 2]);
          if (disposed) product.dispose();
          return tanh(reshape(batch, [2, 2]));
        });
      const [x, y] = [rows(), targets()];
      const answers = [networkOf((a, w) => tanh(matMul(a, w))), between(false), between(true)].map(
        (network) => {
          const at = linearize(network, softmaxCrossEntropy, x, y);
          const kernels = at.steps.map(({ node }) => node.kernel);
          const product = at.hessianTimes(Float64Array.of(1, -2, 3, -4, 5, -6));
          at.dispose();
          network.dispose();
          return { kernels, product };
        },
      );
      assert.deepEqual(
        answers.map(({ kernels }) => kernels.filter((kernel) => kernel === 'Reshape').length),
        [0, 0, 2],
      );
      for (const { product } of answers) assert.deepEqual(product, answers[0].product);
      x.dispose();
      y.dispose();
    });

    it('multiplies the matrices of a dense layer as matrices', () => {
      const network = layersNetwork(
        sequential({
          layers: [
            layers.dense({ units: 4, inputShape: [3], activation: 'tanh' }),
            layers.dense({ units: 2 }),
          ],
        }),
      );
      const [x, y] = [rows(), targets()];
      const at = linearize(network, softmaxCrossEntropy, x, y);
      const kernels = at.steps.map(({ node }) => node.kernel).filter((kernel) => kernel !== 'Identity');
      assert.deepEqual(kernels, ['BatchMatMul', 'Add', 'Tanh', 'BatchMatMul', 'Add']);
      at.dispose();
      network.dispose();
      x.dispose();
      y.dispose();
    });

    it('repeats numbers as the backend does without repairs', () => {
      for (const [shape, reps] of [
        [
          [1, 1, 3],
          [4, 5, 1],
        ],
        [
          [1, 3],
          [7, 2],
        ],
        [
          [2, 3],
          [1, 1],
        ],
        [
          [2, 1],
          [3, 4],
        ],
        [[5], [3]],
        [
          [2, 3, 4],
          [2, 1, 3],
        ],
        [
          [3, 1, 2, 1],
          [1, 5, 2, 7],
        ],
      ] as const) {
        const x = tensor(
          Float32Array.from({ length: shape.reduce<number>((a, b) => a * b, 1) }, (_, i) => i - 2),
          [...shape],
        );
        const [repaired, stock] = [withRepairs(() => tile(x, [...reps])), tile(x, [...reps])];
        assert.deepEqual(repaired.shape, stock.shape);
        assert.deepEqual(repaired.dataSync(), stock.dataSync());
        [x, repaired, stock].forEach((made) => made.dispose());
      }
    });

    it('keeps the digits of a residual where the model is sure', () => {
      const network = networkOf((x, w) => mul(matMul(x, w), 40));
      const [x, y] = [tensor2d([1, 0, 0], [1, 3]), tensor2d([1, 0], [1, 2])];
      const at = linearize(network, softmaxCrossEntropy, x, y);
      // Scores 4 and −8: the other class has probability 1 / (1 + e¹²), which 1 − p cannot show in float32.
      const other = 1 / (1 + Math.exp(12));
      const [own, wrong] = at.residuals();
      assert.ok(Math.abs(own! / -other - 1) < 1e-5, String(own));
      assert.ok(Math.abs(wrong! / other - 1) < 1e-5, String(wrong));
      const [loss] = softmaxCrossEntropy.losses(at.scores(), y.dataSync<'float32'>(), 2);
      assert.ok(Math.abs(loss! / Math.log1p(Math.exp(-12)) - 1) < 1e-5, String(loss));
      at.dispose();
      network.dispose();
      x.dispose();
      y.dispose();
    });

    it('refuses layers that are not supported by their names', () => {
      const model = sequential({
        layers: [
          layers.dense({ units: 4, inputShape: [2, 3], name: 'first' }),
          layers.masking({ name: 'absent' }),
        ],
      });
      assert.throws(() => layersNetwork(model), { code: 'model', message: /absent \(Masking\)/ });
      model.dispose();
    });
  });
}
