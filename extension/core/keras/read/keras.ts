/** The `.keras` file of Keras 3: a zip with a description and an HDF5 file of weights. */
import { unzipSync } from 'fflate';
import { LensError } from '../../../contract/errors';
import { asTfjs } from '../rewrite';
import { isModel, layersOf, nameOf } from '../topology';
import type { LayerSpec, ModelFile, Topology, WeightsOfLayer } from '../types';
import { type Group, groupAt, openHdf5, tensorAt } from './hdf5';

/** Groups inside that of a layer, in the order of its weights. */
const PARTS = ['forward_layer', 'backward_layer', 'cell', 'layer'];

export function readKeras(bytes: Uint8Array): ModelFile {
  const files = unzip(bytes);
  const described = files['config.json'];
  const weights = files['model.weights.h5'];
  if (!described || !weights)
    throw new LensError('model', 'The zip file holds no Keras model.', {
      hint: 'Name a .keras file that model.save of Keras 3 wrote.',
    });
  const decoder = new TextDecoder();
  const topology = JSON.parse(decoder.decode(described)) as Topology;
  const about = files['metadata.json'];
  const version = about && (JSON.parse(decoder.decode(about)) as { keras_version?: unknown }).keras_version;
  return {
    topology: asTfjs(topology, version),
    weights: { kind: 'layers', layers: weightsOf(layersOf(topology), openHdf5(weights), []) },
  };
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array | undefined> {
  try {
    return unzipSync(bytes);
  } catch (cause) {
    throw new LensError('model', `The zip file can't be read: ${(cause as Error).message}.`, { cause });
  }
}

/** Keras names the groups by the classes of the layers, and counts those of one class. */
function weightsOf(
  layers: readonly LayerSpec[],
  container: Group,
  outside: readonly string[],
): WeightsOfLayer[] {
  const seen = new Map<string, number>();
  return layers.flatMap((layer) => {
    const className = snakeCase(layer.class_name);
    const count = seen.get(className) ?? 0;
    seen.set(className, count + 1);
    const group = groupAt(container, `layers/${className}${count === 0 ? '' : `_${count}`}`);
    const path = [...outside, nameOf(layer)];
    if (!group) return [];
    if (isModel(layer.class_name)) return weightsOf(layersOf(layer), group, path);
    const tensors = variablesOf(group);
    return tensors.length === 0 ? [] : [{ path, tensors }];
  });
}

function variablesOf(group: Group): WeightsOfLayer['tensors'] {
  const own = groupAt(group, 'vars');
  const order = own ? [...own.keys].sort((a, b) => Number(a) - Number(b)) : [];
  return [
    ...(own ? order.map((name) => tensorAt(own, name)) : []),
    ...PARTS.flatMap((name) => {
      const part = groupAt(group, name);
      return part ? variablesOf(part) : [];
    }),
  ];
}

/** As Keras' `to_snake_case`. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
