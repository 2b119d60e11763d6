/** The `.h5` file of Keras: a description and the weights of each layer. */
import { LensError } from '../../../contract/errors';
import { asTfjs } from '../rewrite';
import type { ModelFile, Topology, WeightsOfLayer } from '../types';
import { groupAt, openHdf5, tensorAt } from './hdf5';

export function readH5(bytes: Uint8Array): ModelFile {
  const file = openHdf5(bytes);
  const described = file.attrs['model_config'];
  const weights = groupAt(file, 'model_weights');
  if (typeof described !== 'string' || !weights)
    throw new LensError('model', 'The file holds no Keras model.', {
      hint: 'Save the whole model (model.save), not its weights alone.',
    });
  const layers = names(weights.attrs['layer_names']).flatMap((layer): WeightsOfLayer[] => {
    const group = groupAt(weights, layer);
    const inside = group ? names(group.attrs['weight_names']) : [];
    if (!group || inside.length === 0) return [];
    return [{ path: [layer], tensors: inside.map((name) => tensorAt(group, name)) }];
  });
  return {
    topology: asTfjs(JSON.parse(described) as Topology, file.attrs['keras_version']),
    weights: { kind: 'layers', layers },
  };
}

function names(attribute: unknown): string[] {
  return Array.isArray(attribute) ? attribute.map(String) : [];
}
