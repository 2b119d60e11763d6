/** What is differentiated of a model that was brought along, told from its description. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { KerasConfig } from '../../contract/config';
import type { LayerReport, LayerSupport } from '../../contract/layers';
import { type LayerKind, remedyFor, unsupported } from '../autodiff/layers/supported';
import { sizeOf } from '../tables/shapes';
import { endingOf } from './ending';
import { ancestorsOf, everyLayer, innerLayers, isModel, layersOf, nameOf } from './topology';
import type { LayerSpec, Topology } from './types';

type Told = Pick<LayerReport, 'support' | 'note'>;

const UNKNOWN: Told = {
  support: 'unsupported',
  note: 'TensorFlow.js has no such layer: replace it, or save the outputs of the model as a .npy array and explain a logistic model of those.',
};

export interface LayerFacts {
  /** The model as TensorFlow.js has it; absent where it can't be built, and then shapes and sizes are not known. */
  model?: LayersModel;
  /** Layers, also inside of others, that keep it from being built. */
  unknown: readonly LayerSpec[];
  /** How many the data have, where that is known. */
  classes?: number;
}

/** Every outermost layer, in the order of the file. Throws a `model` error where the model ends in no scores. */
export function reportLayers(
  topology: Topology,
  config: KerasConfig,
  { model, unknown, classes }: LayerFacts,
): LayerReport[] {
  const told =
    config.layers === 'last' ? tellFrozen(topology, config) : tellWhole(topology, config.layers, model);
  const reports = layersOf(topology).map((layer): LayerReport => {
    const built = model?.layers.find(({ name }) => name === nameOf(layer));
    return {
      name: nameOf(layer),
      type: typeOf(layer),
      shape: built ? shapeOf(built.outputShape) : null,
      parameters: built?.countParams() ?? null,
      ...(everyLayer([layer]).some((each) => unknown.includes(each)) ? UNKNOWN : told(layer)),
    };
  });
  if (config.layers !== 'last' || !isNewHead(config)) return reports;
  return [
    ...reports,
    {
      name: 'new last layer',
      type: 'Dense',
      shape: classes === undefined ? null : [classes],
      parameters: model && classes ? (widthBefore(model, topology, config) + 1) * classes : null,
      support: 'exact',
      note: 'Fitted to the training rows.',
    },
  ];
}

function isNewHead({ head, featureLayer }: KerasConfig): boolean {
  return head === 'new' || featureLayer !== undefined;
}

function tellFrozen(topology: Topology, config: KerasConfig): (layer: LayerSpec) => Told {
  const { featureLayer } = config;
  const { layer: last, after } = endingOf(topology);
  const before = new Set(ancestorsOf(topology, featureLayer ?? nameOf(last)));
  if (featureLayer !== undefined || last.class_name !== 'Dense') before.add(featureLayer ?? nameOf(last));
  const names = new Set(after.map(nameOf));
  return (layer) => {
    if (before.has(nameOf(layer))) return { support: 'frozen' };
    if (isNewHead(config)) return { support: 'unused', note: 'A new last layer takes its place.' };
    if (layer === last) return { support: 'exact', note: 'Fitted to the training rows.' };
    return names.has(nameOf(layer)) ? { support: 'exact', note: 'Part of the loss.' } : { support: 'unused' };
  };
}

function tellWhole(
  topology: Topology,
  chosen: 'all' | readonly string[],
  model: LayersModel | undefined,
): (layer: LayerSpec) => Told {
  const layers = layersOf(topology);
  const names = chosen === 'all' ? layers.map(nameOf) : chosen;
  // In the order in which the model computes: what comes before the first weights is not differentiated.
  const order = model?.layers ?? [];
  const first = order.findIndex((layer) => names.includes(layer.name) && layer.trainableWeights.length > 0);
  const before = new Set(order.slice(0, Math.max(0, first)).map((layer) => layer.name));
  return (layer) => {
    if (before.has(nameOf(layer))) return { support: 'frozen' };
    const [bad] = unsupported([kindOf(layer)]);
    if (bad) {
      const inside = bad.name === nameOf(layer) ? '' : `In it, ${bad.name} (${bad.type}). `;
      return { support: 'unsupported', note: inside + remedyFor(bad) };
    }
    const support: LayerSupport = 'exact';
    return names.includes(nameOf(layer))
      ? { support }
      : { support, note: 'Its own weights stay as they are.' };
  };
}

function kindOf(layer: LayerSpec): LayerKind {
  const inner = innerLayers(layer);
  return {
    name: nameOf(layer),
    type: layer.class_name,
    config: isModel(layer.class_name) ? {} : layer.config,
    inner: inner.map(kindOf),
  };
}

/** With the number of layers in a model, and the layer in a wrapper. */
function typeOf(layer: LayerSpec): string {
  const inner = innerLayers(layer);
  if (inner.length === 0) return layer.class_name;
  return isModel(layer.class_name)
    ? `Model of ${inner.length} layers`
    : `${layer.class_name} of ${inner[0].class_name}`;
}

function shapeOf(shape: LayersModel['outputShape']): LayerReport['shape'] {
  const [first] = shape;
  return ((Array.isArray(first) ? first : shape) as (number | null)[]).slice(1);
}

/** How many numbers the new last layer takes. */
function widthBefore(model: LayersModel, topology: Topology, { featureLayer }: KerasConfig): number {
  const { layer: last } = endingOf(topology);
  const layer = model.getLayer(featureLayer ?? nameOf(last));
  const isReplaced = featureLayer === undefined && last.class_name === 'Dense';
  const [{ shape }] = [isReplaced ? layer.input : layer.output].flat();
  return sizeOf(shape.slice(1) as number[]);
}
