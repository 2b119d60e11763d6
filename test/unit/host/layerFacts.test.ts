import assert from 'node:assert/strict';
import { LensError } from '../../../extension/contract/errors';
import type { LayerReport } from '../../../extension/contract/layers';
import { layersRow } from '../../../extension/host/views/layerFacts';

describe('layers in the view of datasets', () => {
  it('are listed with what to do about those that are not supported', async () => {
    const layers: LayerReport[] = [
      { name: 'conv', type: 'Conv2D', shape: [8, null, 6], parameters: 1054, support: 'frozen' },
      {
        name: 'mask',
        type: 'Masking',
        shape: null,
        parameters: null,
        support: 'unsupported',
        note: 'Remove it.',
      },
    ];
    const [conv, mask] = await layersRow(() => Promise.resolve(layers)).children!();
    assert.equal(conv.description, 'Conv2D · frozen');
    assert.equal(conv.tooltip, 'Conv2D, output 8 × any × 6, 1,054 weights\nfrozen');
    assert.equal(mask.icon, 'error');
    assert.equal(mask.tooltip, 'Masking\nnot supported: Remove it.');
  });

  it('say why they could not be read', async () => {
    const refused = new LensError('model', 'The model has no layers.', { hint: 'Save another.' });
    const [row] = await layersRow(() => Promise.reject(refused)).children!();
    assert.equal(row.description, 'The model has no layers.');
    assert.equal(row.tooltip, 'The model has no layers. Save another.');
  });
});
