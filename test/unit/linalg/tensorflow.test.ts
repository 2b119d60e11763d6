import assert from 'node:assert/strict';
import type * as TfjsCoreModule from '@tensorflow/tfjs-core';
import { LensError } from '../../../extension/contract/errors';
import { createCpuBackend } from '../../../extension/core/linalg/cpu/backend';
import { createTensorflowBackend } from '../../../extension/core/linalg/tensorflow/backend';
import { bindingOf, type TfjsNode } from '../../../extension/core/linalg/tensorflow/binding';
import { native } from './backends';
import { createRandom, positiveDefinite, quietWork, randomArray, randomDense, symmetric } from './reference';

type TfjsCore = Pick<typeof TfjsCoreModule, 'setBackend' | 'getBackend'>;

const title = typeof native === 'string' ? `the TensorFlow backend (${native})` : 'the TensorFlow backend';

(typeof native === 'string' ? describe.skip : describe)(title, () => {
  const tf = native as TfjsNode;
  const binding = bindingOf(tf)!;

  it('leaves no tensor behind, after success and after failure', async () => {
    const backend = createTensorflowBackend(tf, createCpuBackend());
    const random = createRandom(1);
    const before = binding.getNumOfTensors();
    const placed = backend.place(randomDense(30, 12, random));
    const resident = binding.getNumOfTensors();
    const probabilities = randomArray(30 * 3, random);
    const softmax = placed.placeCurvature(
      { kind: 'softmax', probabilities, factors: randomArray(30, random) },
      3,
    );
    softmax.times(randomArray(36, random));
    softmax.dispose();
    placed.curvatureTimes(randomArray(30 * 9, random), randomArray(36, random), 3);
    placed.times(randomArray(36, random), 3);
    placed.transposeTimes(randomArray(90, random), 3);
    placed.weightedGram(randomArray(30, random));
    placed.rowGram();
    placed.rowQuadraticForms(symmetric(12, random));
    assert.throws(() => placed.times(randomArray(35, random), 3));
    assert.equal(binding.getNumOfTensors(), resident);
    placed.dispose();

    const a = positiveDefinite(20, 0.5, random);
    const factor = await backend.cholesky(a, 20, quietWork());
    factor.solve(randomArray(40, random), 2);
    factor.halfSolve(randomArray(40, random), 2);
    await factor.inverse(quietWork());
    factor.dispose();
    a[399] = -1;
    await assert.rejects(backend.cholesky(a, 20, quietWork()), LensError);
    a[399] = NaN;
    await assert.rejects(backend.cholesky(a, 20, quietWork()), LensError);
    await backend.symmetricEigen(symmetric(9, random), 9, quietWork());
    backend.multiply(randomArray(6, random), randomArray(6, random), 2, 3, 2);
    assert.equal(binding.getNumOfTensors(), before);
    assert.equal(backend.held(), 0);
    assert.throws(() => factor.dispose(), /not held/);
    backend.dispose();
  });

  it('starts while another backend is the current one of TensorFlow.js', async () => {
    const { setBackend, getBackend } = tf as TfjsNode & TfjsCore;
    const before = getBackend();
    await setBackend('cpu');
    try {
      assert.equal(getBackend(), 'cpu');
      const backend = createTensorflowBackend(tf, createCpuBackend());
      assert.deepEqual(backend.multiply(Float64Array.of(2), Float64Array.of(3), 1, 1, 1), Float64Array.of(6));
      backend.dispose();
    } finally {
      await setBackend(before);
    }
  });

  it('gives a factor back that was cancelled while it was made', async () => {
    const backend = createTensorflowBackend(tf, createCpuBackend());
    const before = binding.getNumOfTensors();
    const abort = new AbortController();
    const work = { signal: abort.signal, progress: () => abort.abort() };
    await assert.rejects(backend.cholesky(positiveDefinite(20, 1, createRandom(3)), 20, work), /Cancelled/);
    assert.equal(binding.getNumOfTensors(), before);
  });

  it('refuses a module without the native library', () => {
    const other: TfjsNode = { version: {}, findBackend: () => ({}) };
    assert.throws(() => createTensorflowBackend(other, createCpuBackend()), /no native library/);
  });
});
