import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { disposeModel } from '../../../extension/core/keras/dispose';
import { loadLayers } from '../../../extension/core/keras/load';
import { readModel } from '../../../extension/core/keras/read/registry';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { repoRoot } from '../../harness/paths';
import { relativeError } from '../autodiff/support';

const FOLDER = join(repoRoot, 'test/fixtures/keras');

interface Reference {
  input: number[][];
  output: number[][];
}

const reference = JSON.parse(readFileSync(join(FOLDER, 'reference.json'), 'utf8')) as Record<
  string,
  Reference
>;
const open = (name: string) =>
  readModel(readFileSync(join(FOLDER, name)), () => Promise.reject(new Error('There are no others.')));

describe('model files of Keras', () => {
  before(() => startTfjs('wasm'));

  for (const file of [
    'sequential.keras',
    'functional.keras',
    'recurrent.keras',
    'nested.keras',
    'functional.h5',
    'recurrent.h5',
  ])
    it(`predicts with ${file} as Keras does in float64`, async () => {
      const { input, output } = reference[file.split('.')[0]];
      const before = memory().numTensors;
      const model = await loadLayers(await open(file));
      const predicted = tidy(() =>
        Array.from((model.predictOnBatch(tensor(input as number[][])) as Tensor).dataSync()),
      );
      assert.ok(relativeError(predicted, output.flat()) < 1e-6, `${relativeError(predicted, output.flat())}`);
      disposeModel(model);
      assert.equal(memory().numTensors, before);
    });

  it('says what is wrong with a file that is none', async () => {
    const read = (bytes: string) =>
      readModel(Buffer.from(bytes, 'latin1'), () => Promise.reject(new Error('There are no others.')));
    await assert.rejects(read('PK\x03\x04broken'), /zip file can't be read/);
    await assert.rejects(read('\x89HDF\r\n\x1a\nbroken'), /HDF5 file can't be read/);
    await assert.rejects(read('{ "format": "graph-model" }'), /graph model/);
    await assert.rejects(read('{}'), /no model of TensorFlow\.js/);
    await assert.rejects(read('weights'), /no JSON/);
  });

  it('names the layers that TensorFlow.js lacks', async () => {
    const file = await open('sequential.keras');
    (file.topology.config as { layers: { class_name: string }[] }).layers[1].class_name = 'EinsumDense';
    await assert.rejects(loadLayers(file), /no such layers: dense\w* \(EinsumDense\)/);
  });
});
