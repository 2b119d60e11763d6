/** Derivatives through a frozen network against central differences of what it gives. */
import assert from 'node:assert/strict';
import { memory, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { initializers, layers, type LayersModel, sequential } from '@tensorflow/tfjs-layers';
import { inputTensor } from '../../../extension/core/keras/input';
import type { InputPlan } from '../../../extension/core/keras/inputPlan';
import { passRow, pullBack } from '../../../extension/core/keras/pullBack';
import type { DenseMatrix } from '../../../extension/core/linalg/types';
import { rowsTensor } from '../../../extension/core/models/network/data';
import { createRandom } from '../../../extension/core/random';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { BACKENDS, relativeError } from '../autodiff/support';
import { quietWork } from '../models/support';

const SIDE = 8;
const WIDTH = 7;
const BYTES = 2 ** 24;
const INPUT: InputPlan = { shape: [SIDE, SIDE, 3], scale: [2, 1.5, 4], shift: [-1, 0.2, -2] };
/** Large for float32; the error of the differences, of order 4 after extrapolation, is small still. */
const STEP = 0.25;

function network(): LayersModel {
  const seeded = (seed: number) => ({ kernelInitializer: initializers.glorotUniform({ seed }) });
  return sequential({
    layers: [
      layers.conv2d({
        inputShape: [SIDE, SIDE, 3],
        filters: 4,
        padding: 'same',
        kernelSize: 3,
        activation: 'softplus',
        ...seeded(1),
      }),
      layers.batchNormalization(),
      layers.averagePooling2d({ poolSize: 2 }),
      layers.depthwiseConv2d({
        kernelSize: 3,
        activation: 'tanh',
        depthwiseInitializer: initializers.glorotUniform({ seed: 2 }),
      }),
      layers.flatten(),
      layers.dense({ units: WIDTH, activation: 'tanh', ...seeded(3) }),
    ],
  });
}

function randomMatrix(rows: number, cols: number, seed: number): DenseMatrix {
  const random = createRandom(seed);
  return { kind: 'dense', rows, cols, data: Float64Array.from({ length: rows * cols }, random) };
}

for (const name of BACKENDS) {
  describe(`derivatives through a frozen network on ${name}`, () => {
    before(() => startTfjs(name));

    it('are those that central differences give, row by row', async () => {
      const model = network();
      const rows = randomMatrix(3, SIDE * SIDE * 3, 1);
      const weights = randomMatrix(3, WIDTH, 2);
      const values = (data: Float64Array): Float32Array =>
        tidy(() => {
          const out = model.apply(inputTensor(rowsTensor({ ...rows, data }, 0, 3), INPUT)) as Tensor;
          return out.dataSync<'float32'>();
        });
      const { data: gradient, presence } = await pullBack(model, rows, weights, INPUT, BYTES, quietWork());
      assert.equal(presence, false);
      for (let seed = 3; seed < 9; seed++) {
        const along = randomMatrix(3, rows.cols, seed).data.map((value) => value - 0.5);
        const difference = (h: number): number[] => {
          const [up, down] = [1, -1].map((sign) =>
            values(rows.data.map((value, j) => value + sign * h * along[j]!)),
          ) as [Float32Array, Float32Array];
          return [0, 1, 2].map((i) => {
            let sum = 0;
            for (let c = 0; c < WIDTH; c++)
              sum += weights.data[i * WIDTH + c]! * (up[i * WIDTH + c]! - down[i * WIDTH + c]!);
            return sum / (2 * h);
          });
        };
        const coarse = difference(STEP);
        const expected = difference(STEP / 2).map((fine, i) => (4 * fine - coarse[i]!) / 3);
        const got = [0, 1, 2].map((i) => {
          let sum = 0;
          for (let j = i * rows.cols; j < (i + 1) * rows.cols; j++) sum += gradient[j]! * along[j]!;
          return sum;
        });
        assert.ok(relativeError(got, expected) < 1e-4, String(relativeError(got, expected)));
      }
      model.dispose();
    });

    it('are the same for a row whose features come first', async () => {
      const model = network();
      const rows = randomMatrix(1, SIDE * SIDE * 3, 4);
      const weights = randomMatrix(1, WIDTH, 5);
      const before = memory().numTensors;
      const pass = passRow(model, rows, INPUT);
      const features = tidy(() =>
        (model.apply(inputTensor(rowsTensor(rows, 0, 1), INPUT)) as Tensor).dataSync<'float32'>(),
      );
      assert.ok(relativeError(pass.features, features) < 1e-6);
      const { data: expected } = await pullBack(model, rows, weights, INPUT, BYTES, quietWork());
      // For as many weights as one likes.
      for (const factor of [1, -3]) {
        const got = pass.pullBack(weights.data.map((value) => factor * value));
        assert.ok(
          relativeError(
            got.map((value) => value / factor),
            expected,
          ) < 1e-5,
        );
      }
      pass.dispose();
      assert.equal(memory().numTensors, before);
      model.dispose();
    });

    it('leave no tensor behind, also when a layer is refused', async () => {
      const model = network();
      const bent = sequential({
        layers: [layers.upSampling2d({ interpolation: 'bilinear', inputShape: [2, 2, 1] }), layers.flatten()],
      });
      const before = memory().numTensors;
      const rows = randomMatrix(2, SIDE * SIDE * 3, 1);
      await pullBack(model, rows, randomMatrix(2, WIDTH, 2), INPUT, BYTES, quietWork());
      await assert.rejects(
        pullBack(
          bent,
          randomMatrix(2, 4, 1),
          randomMatrix(2, 16, 2),
          { shape: [2, 2, 1] },
          BYTES,
          quietWork(),
        ),
        { code: 'model', message: /UpSampling2D/ },
      );
      assert.equal(memory().numTensors, before);
      model.dispose();
      bent.dispose();
    });
  });
}
