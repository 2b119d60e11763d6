/** Looks into Keras' description of a model, without TensorFlow.js. */
import { LensError } from '../../contract/errors';
import type { LayerSpec, Topology } from './types';

/** Outermost layers, in the order of the file. Throws a `model` error for a description that is none. */
export function layersOf({ config }: Topology): LayerSpec[] {
  const layers = Array.isArray(config) ? config : config['layers'];
  if (!Array.isArray(layers) || layers.length === 0)
    throw new LensError('model', 'The model has no layers.', {
      hint: 'Save a Sequential or functional Keras model; subclassed models do not describe their layers.',
    });
  return layers as LayerSpec[];
}

export function nameOf({ name, config }: LayerSpec): string {
  return name ?? String(config['name'] ?? '');
}

/** Layers inside a layer: those of a model in a model, or the one in a wrapper. */
export function innerLayers({ class_name, config }: LayerSpec): LayerSpec[] {
  if (isModel(class_name)) return layersOf({ class_name, config });
  const inner = config['layer'];
  return typeof inner === 'object' && inner !== null ? [inner as LayerSpec] : [];
}

/** All layers, also those inside others. */
export function everyLayer(layers: readonly LayerSpec[]): LayerSpec[] {
  return layers.flatMap((layer) => [layer, ...everyLayer(innerLayers(layer))]);
}

/** How many numbers every embedding of the model can look up; infinite without one. */
export function lookedUp(topology: Topology): number {
  const sizes = everyLayer(layersOf(topology))
    .filter(({ class_name }) => class_name === 'Embedding')
    .map(({ config }) => Number(config['input_dim']));
  return Math.min(...sizes);
}

/** Shape of one row of the input, null where it is free. Throws a `model` error for several inputs. */
export function inputShapeOf(topology: Topology): (number | null)[] {
  const inputs = endsOf(topology, 'input_layers');
  if (inputs.length > 1)
    throw new LensError('model', `The model takes ${inputs.length} inputs: ${inputs.join(', ')}.`, {
      hint: 'Models of one input are read; join the inputs into one.',
    });
  const layers = layersOf(topology);
  const first = layers.find((layer) => nameOf(layer) === inputs[0]) ?? layers[0];
  const shape = first.config['batch_input_shape'];
  if (Array.isArray(shape)) return (shape as (number | null)[]).slice(1);
  const [inner] = isModel(first.class_name) ? [first] : [];
  if (inner) return inputShapeOf({ class_name: inner.class_name, config: inner.config });
  throw new LensError('model', 'The model does not say the shape of its input.', {
    hint: 'Build it, for instance with an Input layer, before it is saved.',
  });
}

/** The layer that gives the output. Throws a `model` error for several outputs. */
export function outputLayer(topology: Topology): LayerSpec {
  const outputs = endsOf(topology, 'output_layers');
  if (outputs.length > 1)
    throw new LensError('model', `The model gives ${outputs.length} outputs: ${outputs.join(', ')}.`, {
      hint: 'Models of one output are read: save one that ends in the scores of the classes.',
    });
  const layers = layersOf(topology);
  return layers.find((layer) => nameOf(layer) === outputs[0]) ?? layers[layers.length - 1];
}

/** The layer before another. Undefined for the first, and where several come together. */
export function layerBefore(topology: Topology, layer: LayerSpec): LayerSpec | undefined {
  const layers = layersOf(topology);
  const nodes = layer.inbound_nodes;
  if (!Array.isArray(nodes)) return layers[layers.indexOf(layer) - 1];
  const sources = new Set((nodes as [string, ...unknown[]][][]).flat().map(([name]) => name));
  if (sources.size !== 1) return undefined;
  return layers.find((each) => sources.has(nameOf(each)));
}

/** Names of all outermost layers that a layer takes its input from, however far back. */
export function ancestorsOf(topology: Topology, name: string): string[] {
  const layers = layersOf(topology);
  const at = layers.findIndex((layer) => nameOf(layer) === name);
  if (at < 0) return [];
  if (!Array.isArray(layers[at].inbound_nodes)) return layers.slice(0, at).map(nameOf);
  const found = new Set<string>();
  const waiting = [layers[at]];
  for (let layer = waiting.pop(); layer; layer = waiting.pop()) {
    const sources = ((layer.inbound_nodes ?? []) as [string, ...unknown[]][][]).flat();
    for (const [source] of sources) {
      if (found.has(source)) continue;
      found.add(source);
      waiting.push(...layers.filter((each) => nameOf(each) === source));
    }
  }
  return [...found];
}

export function isModel(className: string): boolean {
  return className === 'Sequential' || className === 'Model' || className === 'Functional';
}

/** Names of the layers at an end of a functional model; none for a sequential one. */
function endsOf({ config }: Topology, key: 'input_layers' | 'output_layers'): string[] {
  const ends = Array.isArray(config) ? undefined : config[key];
  return Array.isArray(ends) ? (ends as [string, ...unknown[]][]).map(([name]) => name) : [];
}
