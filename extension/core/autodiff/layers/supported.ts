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

/** Layers of a model that are not supported, as `name (class)`, also those inside wrappers. */
export function unsupportedLayers(all: readonly Layer[]): string[] {
  return all.flatMap((layer) => {
    const inner = (layer as Layer & { layer?: Layer }).layer;
    return [
      ...(isSupported(layer) ? [] : [`${layer.name} (${layer.getClassName()})`]),
      ...(inner ? unsupportedLayers([inner]) : []),
    ];
  });
}

/** Throws a `model` error that names the layers that are not supported. */
export function requireSupported(all: readonly Layer[]): void {
  const names = unsupportedLayers(all);
  if (names.length === 0) return;
  throw new LensError('model', `The model has layers that are not supported: ${names.join(', ')}.`, {
    hint: 'Influence needs second derivatives, which are verified for other layers only.',
  });
}

function isSupported(layer: Layer): boolean {
  // TensorFlow.js interpolates between other points than Keras does.
  if (layer.getConfig()['interpolation'] === 'bilinear') return false;
  return SUPPORTED.has(layer.getClassName());
}
