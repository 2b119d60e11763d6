/** Descriptions as Keras 3 writes them, in the terms of Keras 2, which TensorFlow.js reads. */
import { innerLayers, isModel } from './topology';
import type { LayerSpec, Topology } from './types';

type Config = Record<string, unknown>;

/** @param version of Keras, such as `3.5.0`, as the file gives it */
export function asTfjs(topology: Topology, version: unknown): Topology {
  const copy = structuredClone(topology);
  rewriteModel(copy, Number.parseInt(String(version)) >= 3 ? KERAS_3 : {});
  return copy;
}

/** Other names of activations, by those in the file. */
type Renamed = Readonly<Record<string, string>>;

/** What Keras 3 calls by the name of something else in Keras 2. */
const KERAS_3: Renamed = { hard_sigmoid: 'hard_sigmoid3' };

function rewriteModel(model: Topology | LayerSpec, renamed: Renamed): void {
  const { config } = model;
  const layers = (Array.isArray(config) ? config : config['layers']) as LayerSpec[];
  if (!Array.isArray(config)) {
    for (const key of ['input_layers', 'output_layers']) if (key in config) config[key] = nested(config[key]);
    const [first] = layers;
    const shape = config['build_input_shape'];
    if (Array.isArray(shape) && !('batch_shape' in first.config) && !isModel(first.class_name))
      first.config['batch_input_shape'] ??= shape;
  }
  if (model.class_name === 'Functional') model.class_name = 'Model';
  for (const layer of layers) rewriteLayer(layer, renamed);
}

function rewriteLayer(layer: LayerSpec, renamed: Renamed): void {
  if (Array.isArray(layer.inbound_nodes)) layer.inbound_nodes = layer.inbound_nodes.map(inboundNode);
  if (isModel(layer.class_name)) return rewriteModel(layer, renamed);
  const { config } = layer;
  if ('batch_shape' in config) {
    config['batch_input_shape'] = config['batch_shape'];
    delete config['batch_shape'];
  }
  plain(config, renamed);
  if (layer.class_name === 'LeakyReLU') config['alpha'] ??= config['negative_slope'];
  if (layer.class_name === 'GRU' && config['reset_after'] === true) {
    layer.class_name = 'ResetAfterGRU';
  }
  for (const inner of innerLayers(layer)) rewriteLayer(inner, renamed);
}

/** What does not bear on a trained model goes, and names stand for objects. */
function plain(config: Config, renamed: Renamed): void {
  delete config['backward_layer'];
  for (const key of Object.keys(config)) {
    if (/_(initializer|regularizer|constraint)$/.test(key)) Reflect.deleteProperty(config, key);
    if (key === 'activation' || key === 'recurrent_activation')
      config[key] = activationName(config[key], renamed);
  }
  // How it starts does not matter, and TensorFlow.js would keep the tensors of this.
  if ('unit_forget_bias' in config) config['unit_forget_bias'] = false;
  if (config['dtype'] !== undefined) config['dtype'] = 'float32';
}

function activationName(given: unknown, renamed: Renamed): unknown {
  const name = typeof given === 'string' ? given : (given as { config?: unknown } | null)?.config;
  if (name === 'silu') return 'swish';
  return typeof name === 'string' ? (renamed[name] ?? name) : (name ?? 'linear');
}

/** `["a", 0, 0]` as `[["a", 0, 0]]`. */
function nested(ends: unknown): unknown {
  return Array.isArray(ends) && typeof ends[0] === 'string' ? [ends] : ends;
}

/** The tensors that go into a layer, as [layer, node, tensor, arguments]. */
function inboundNode(node: unknown): unknown {
  if (Array.isArray(node) || typeof node !== 'object' || node === null) return node;
  return historiesIn((node as Config)['args']).map((history) => [...(history as unknown[]), {}]);
}

function historiesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(historiesIn);
  if (typeof value !== 'object' || value === null) return [];
  const config = (value as Config)['config'] as Config | undefined;
  return config?.['keras_history'] ? [config['keras_history']] : [];
}
