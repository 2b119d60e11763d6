/** Descriptions as Keras 3 writes them, in the terms of Keras 2, which TensorFlow.js reads. */
import { innerLayers, isModel } from './topology';
import type { LayerSpec, Topology } from './types';

type Config = Record<string, unknown>;

export function asTfjs(topology: Topology): Topology {
  const copy = structuredClone(topology);
  rewriteModel(copy);
  return copy;
}

function rewriteModel(model: Topology | LayerSpec): void {
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
  for (const layer of layers) rewriteLayer(layer);
}

function rewriteLayer(layer: LayerSpec): void {
  if (Array.isArray(layer.inbound_nodes)) layer.inbound_nodes = layer.inbound_nodes.map(inboundNode);
  if (isModel(layer.class_name)) return rewriteModel(layer);
  const { config } = layer;
  if ('batch_shape' in config) {
    config['batch_input_shape'] = config['batch_shape'];
    delete config['batch_shape'];
  }
  plain(config);
  if (layer.class_name === 'LeakyReLU') config['alpha'] ??= config['negative_slope'];
  if (layer.class_name === 'GRU' && config['reset_after'] === true) {
    layer.class_name = 'ResetAfterGRU';
  }
  innerLayers(layer).forEach(rewriteLayer);
}

/** What does not bear on a trained model goes, and names stand for objects. */
function plain(config: Config): void {
  delete config['backward_layer'];
  for (const key of Object.keys(config)) {
    if (/_(initializer|regularizer|constraint)$/.test(key)) Reflect.deleteProperty(config, key);
    if (key === 'activation' || key === 'recurrent_activation') config[key] = activationName(config[key]);
  }
  // How it starts does not matter, and TensorFlow.js would keep the tensors of this.
  if ('unit_forget_bias' in config) config['unit_forget_bias'] = false;
  if (config['dtype'] !== undefined) config['dtype'] = 'float32';
}

function activationName(given: unknown): unknown {
  const name = typeof given === 'string' ? given : (given as { config?: unknown } | null)?.config;
  return name === 'silu' ? 'swish' : (name ?? 'linear');
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
