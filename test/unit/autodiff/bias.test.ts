/** A bias added to many pixels, which TensorFlow adds faster the long way: each number must get its own channel's. */
import assert from 'node:assert/strict';
import { add, memory, tensor1d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { withRepairs } from '../../../extension/core/autodiff/record';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { BACKENDS } from './support';

const SHAPE: [number, number, number, number] = [60, 40, 24, 5];

for (const backend of BACKENDS)
  describe(`a bias on many pixels on ${backend}`, () => {
    before(() => startTfjs(backend));

    it('is added to its own channel', () => {
      const numbers = Float32Array.from(
        { length: SHAPE.reduce((size, side) => size * side, 1) },
        (_, i) => i % 1009,
      );
      const bias = [1, -2, 4, 0.5, 1000];
      const before = memory().numTensors;
      const sums = tidy(() =>
        withRepairs(() => add(tensor4d(numbers, SHAPE), tensor1d(bias))).dataSync<'float32'>(),
      );
      assert.deepEqual(
        sums,
        numbers.map((number, i) => number + bias[i % 5]),
      );
      assert.equal(memory().numTensors, before);
    });
  });
