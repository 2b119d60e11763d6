/** A trained model as its files hold it, in the terms of TensorFlow.js' `model.json`. */
import type { io } from '@tensorflow/tfjs-core';

export interface ModelFile {
  topology: Topology;
  weights: NamedWeights | LayerWeights;
}

/** As TensorFlow.js stores them: all one after the other, in the order of `specs`. */
export interface NamedWeights {
  kind: 'named';
  specs: io.WeightsManifestEntry[];
  data: Uint8Array;
}

/** As Keras stores them: a list for each layer. */
export interface LayerWeights {
  kind: 'layers';
  layers: WeightsOfLayer[];
}

export interface WeightsOfLayer {
  /** Names of the layer and of those that it is in, from the outside. */
  path: string[];
  /** In the order of the layer's weights. */
  tensors: { shape: number[]; values: Float32Array }[];
}

/** Keras' description of a model. */
export interface Topology {
  class_name: string;
  config: Record<string, unknown> | LayerSpec[];
}

/** A layer in a topology. */
export interface LayerSpec {
  class_name: string;
  /** With its name in it, where the layer does not carry one beside. */
  config: Record<string, unknown>;
  name?: string;
  inbound_nodes?: unknown[];
}

/** The last dense layer as the model brings it. */
export interface OwnHead {
  outputs: number;
  /** inputs × outputs, row-major. */
  kernel: Float64Array;
  bias: Float64Array;
}

/** The head that a model brought along, for the classes of the data. */
export interface BroughtHead extends OwnHead {
  /** Output of each class. */
  outputOfClass: Int32Array;
}
