/** Layers whose first and second derivatives are tested against float64 references. A model with others is refused. */
import type { layers } from '@tensorflow/tfjs-layers';
import { LensError } from '../../../contract/errors';

type Layer = layers.Layer;

const SUPPORTED: ReadonlySet<string> = new Set([
  'InputLayer',
  'Dense',
  'Activation',
  'LeakyReLU',
  'PReLU',
  'ELU',
  'ReLU',
  'ThresholdedReLU',
  'Softmax',
  'Dropout',
  'SpatialDropout1D',
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'Rescaling',
  'Flatten',
  'Reshape',
  'Permute',
  'RepeatVector',
  'Conv1D',
  'Conv2D',
  'Conv2DTranspose',
  'DepthwiseConv2D',
  'SeparableConv2D',
  'MaxPooling1D',
  'MaxPooling2D',
  'AveragePooling1D',
  'AveragePooling2D',
  'GlobalMaxPooling1D',
  'GlobalMaxPooling2D',
  'GlobalAveragePooling1D',
  'GlobalAveragePooling2D',
  'ZeroPadding2D',
  'Cropping2D',
  'UpSampling2D',
  'BatchNormalization',
  'LayerNormalization',
  'Embedding',
  'SimpleRNN',
  'LSTM',
  'GRU',
  'ResetAfterGRU',
  'Bidirectional',
  'TimeDistributed',
  'Add',
  'Multiply',
  'Average',
  'Maximum',
  'Minimum',
  'Concatenate',
]);

/** What of a layer decides whether it can be differentiated. */
export interface LayerKind {
  name: string;
  type: string;
  config: Record<string, unknown>;
  /** Layers inside of it: those of a model, or the one in a wrapper. */
  inner: readonly LayerKind[];
}

/** Models as layers of others. */
const CONTAINERS: ReadonlySet<string> = new Set(['Model', 'Functional', 'Sequential']);

/** The layers that cannot be differentiated, with those inside of others. */
export function unsupported(all: readonly LayerKind[]): LayerKind[] {
  return all.flatMap((layer) => [...(isSupported(layer) ? [] : [layer]), ...unsupported(layer.inner)]);
}

/** What a user can do about one that is not supported. */
export function remedyFor({ type, config }: LayerKind): string {
  return isBilinear(config)
    ? `Interpolation "bilinear" is not that of Keras here: set it to "nearest", or ${AFTER_IT}.`
    : `The second derivatives of ${type} are not verified: ${AFTER_IT}.`;
}

const AFTER_IT =
  'explain layers after it only, by their names in "model.layers", or the last one ("model.layers": "last")';

/** Throws a `model` error that names the layers that are not supported. */
export function requireSupported(all: readonly Layer[]): void {
  const bad = unsupported(all.map(kindOf));
  if (bad.length === 0) return;
  const names = bad.map(({ name, type }) => `${name} (${type})`);
  throw new LensError('model', `The model has layers that are not supported: ${names.join(', ')}.`, {
    hint: bad.length === 1 ? remedyFor(bad[0]) : `Influence needs second derivatives: ${AFTER_IT}.`,
  });
}

function kindOf(layer: Layer): LayerKind {
  const { layer: wrapped, layers } = layer as Layer & { layer?: Layer; layers?: Layer[] };
  return {
    name: layer.name,
    type: layer.getClassName(),
    config: layers ? {} : layer.getConfig(),
    inner: (layers ?? (wrapped ? [wrapped] : [])).map(kindOf),
  };
}

function isSupported({ type, config }: LayerKind): boolean {
  return CONTAINERS.has(type) || (SUPPORTED.has(type) && !isBilinear(config));
}

/** TensorFlow.js interpolates between other points than Keras does. */
function isBilinear(config: Record<string, unknown>): boolean {
  return config['interpolation'] === 'bilinear';
}
