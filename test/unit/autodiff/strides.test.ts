/** Convolutions whose strides are longer than their filters: the same on every backend, and derivatives that fit together. */
import assert from 'node:assert/strict';
import { conv2d, depthwiseConv2d, fused, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { parse } from 'valibot';
import { type CnnConfig, InfluenceConfig } from '../../../extension/contract/config';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';
import { DEFAULT_MEMORY } from '../../../extension/core/linalg/memory';
import { stagesOf } from '../../../extension/core/models/network/architecture';
import { createBatches } from '../../../extension/core/models/network/batches';
import { buildNetwork } from '../../../extension/core/models/network/build';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { randomProblem } from '../models/support';
import { BACKENDS } from './support';

for (const name of BACKENDS)
  describe(`strides longer than the filter on ${name}`, () => {
    before(() => startTfjs(name));

    for (const [side, kernel, stride] of [
      [8, 1, 2],
      [8, 2, 4],
      [8, 3, 4],
      [9, 3, 4],
    ])
      it(`${kernel} × ${kernel} by ${stride} over ${side} × ${side} pixels`, () => {
        // The first number under the filter at each of its positions, 0 beyond the border.
        const count = Math.ceil(side / stride);
        const before = Math.floor(Math.max(0, (count - 1) * stride + kernel - side) / 2);
        const starts = Array.from({ length: count }, (_, i) => i * stride - before);
        const expected = starts.flatMap((row) =>
          starts.map((column) => (row < 0 || column < 0 ? 0 : row * side + column + 1)),
        );
        const results = tidy(() => {
          const x: Tensor4D = tensor4d(
            Array.from({ length: side ** 2 }, (_, i) => i + 1),
            [1, side, side, 1],
          );
          const first = Array.from({ length: kernel ** 2 }, (_, i) => (i === 0 ? 1 : 0));
          const filter = tensor4d(first, [kernel, kernel, 1, 1]);
          return [
            conv2d(x, filter, stride, 'same'),
            depthwiseConv2d(x, filter, stride, 'same'),
            fused.conv2d({ x, filter, strides: stride, pad: 'same' }),
            fused.depthwiseConv2d({ x, filter, strides: stride, pad: 'same' }),
          ].map((tensor) => [...tensor.dataSync()]);
        });
        for (const result of results) assert.deepEqual(result, expected);

        const problem = { ...randomProblem(4, 3 * side ** 2, 3, 5), shape: [side, side, 3] };
        const model = { type: 'cnn', filters: [2], kernel: [kernel], stride: [stride] };
        const config = parse(InfluenceConfig, { train: 'a.csv', test: 0.2, model }).model as CnnConfig;
        const network = buildNetwork(stagesOf(problem, config), 0);
        const batches = createBatches(
          { ...problem, network, loss: softmaxCrossEntropy, l2: 0 },
          DEFAULT_MEMORY,
        );
        batches.forEach((at) => {
          const unit = new Float64Array(at.gradient().length);
          for (const j of [0, 1, 5, unit.length - 9]) {
            unit[j] = 1;
            const forward = at.jacobianTimes(unit);
            unit[j] = 0;
            for (let k = 0; k < 6; k++) {
              const u = new Float32Array(12);
              u[k] = 1;
              assert.ok(Math.abs(forward[k] - at.transposeTimes(u)[j]) < 1e-5, `parameter ${j}, score ${k}`);
            }
          }
        });
        batches.dispose();
        network.dispose();
      });
  });
