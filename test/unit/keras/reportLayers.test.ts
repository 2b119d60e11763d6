import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KerasConfig } from '../../../extension/contract/config';
import type { LayerReport } from '../../../extension/contract/layers';
import { disposeModel } from '../../../extension/core/keras/dispose';
import { loadLayers, unknownLayers } from '../../../extension/core/keras/load';
import { readModel } from '../../../extension/core/keras/read/registry';
import { reportLayers } from '../../../extension/core/keras/reportLayers';
import type { LayerSpec, ModelFile } from '../../../extension/core/keras/types';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { repoRoot } from '../../harness/paths';

const open = (name: string): Promise<ModelFile> =>
  readModel(readFileSync(join(repoRoot, 'test/fixtures/keras', name)), () =>
    Promise.reject(new Error('There are no others.')),
  );

const config = (part: Partial<KerasConfig>): KerasConfig => ({
  type: 'keras',
  path: '',
  layers: 'last',
  head: 'model',
  input: { range: [0, 1] },
  ...part,
});

async function reportOf(file: ModelFile, part: Partial<KerasConfig> = {}): Promise<LayerReport[]> {
  const model = await loadLayers(file);
  const reports = reportLayers(file.topology, config(part), { model, unknown: [], classes: 3 });
  disposeModel(model);
  return reports;
}

const supports = (reports: readonly LayerReport[]): string[] =>
  reports.map(({ type, support }) => `${type} ${support}`);

describe('the report on layers', () => {
  before(() => startTfjs('wasm'));

  it('tells shapes and sizes, and what is fitted of a model whose last layer is explained', async () => {
    const reports = await reportOf(await open('sequential.keras'));
    assert.deepEqual(supports(reports), [
      'InputLayer frozen',
      'Dense frozen',
      'Dropout frozen',
      'Dense exact',
    ]);
    assert.deepEqual(
      reports.map(({ shape }) => shape),
      [[4], [6], [6], [3]],
    );
    assert.deepEqual(
      reports.map(({ parameters }) => parameters),
      [0, 4 * 6 + 6, 0, 6 * 3 + 3],
    );
  });

  it('tells which layers a new last one takes the place of', async () => {
    const reports = await reportOf(await open('functional.keras'), {
      head: 'new',
      featureLayer: 'embedding',
    });
    assert.deepEqual(supports(reports).slice(-5), [
      'Dense frozen',
      'LayerNormalization unused',
      'Dense unused',
      'Activation unused',
      'Dense exact',
    ]);
    assert.equal(reports.at(-1)!.parameters, (5 + 1) * 3);
    const cut = await reportOf(await open('sequential.keras'), { head: 'new' });
    assert.equal(cut.at(-1)!.parameters, (6 + 1) * 3);
  });

  it('tells what comes before the named layers, and what is between them', async () => {
    const reports = await reportOf(await open('nested.keras'), { layers: ['inner'] });
    assert.deepEqual(supports(reports), [
      'InputLayer frozen',
      'Model of 3 layers exact',
      'ReLU exact',
      'Dense exact',
    ]);
    assert.equal(reports[1].note, undefined);
    assert.match(reports[3].note!, /weights stay as they are/);
  });

  it('says what to do about a layer that cannot be differentiated, also inside of another', async () => {
    const file = await open('nested.keras');
    const inner = (file.topology.config as { layers: LayerSpec[] }).layers[1];
    (inner.config['layers'] as LayerSpec[]).push({
      class_name: 'Masking',
      config: { name: 'masking', mask_value: 0 },
    });
    const [, reported] = await reportOf(file, { layers: 'all' });
    assert.equal(reported.support, 'unsupported');
    assert.match(reported.note!, /In it, masking \(Masking\).*"model\.layers": "last"/);
  });

  it('names layers that TensorFlow.js does not have, wherever they are', async () => {
    const file = await open('sequential.keras');
    const layers = (file.topology.config as { layers: LayerSpec[] }).layers;
    layers[2] = { class_name: 'Whitening', config: { name: 'white' } };
    const unknown = unknownLayers(file.topology);
    assert.deepEqual(
      unknown.map(({ class_name }) => class_name),
      ['Whitening'],
    );
    const reports = reportLayers(file.topology, config({}), { unknown });
    assert.deepEqual(supports(reports), [
      'InputLayer frozen',
      'Dense frozen',
      'Whitening unsupported',
      'Dense exact',
    ]);
    assert.match(reports[2].note!, /TensorFlow\.js has no such layer: replace it/);
    assert.deepEqual([reports[1].shape, reports[1].parameters], [null, null]);
  });
});
