/** The networks of test/fixtures/autodiff/layers.json (written by test/reference/layers.py in float64), as models of layers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialization, tensor, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers as make, model, type LayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { registerActivations } from '../../../extension/core/autodiff/layers/activations';
import {
  ResetAfterGRU,
  type ResetAfterGRUOptions,
} from '../../../extension/core/autodiff/layers/resetAfterGru';
import { meanSquaredError } from '../../../extension/core/autodiff/losses/squared';
import { sigmoidCrossEntropy } from '../../../extension/core/autodiff/losses/sigmoid';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';

type Layer = make.Layer;

interface LayerConfig {
  class_name: string;
  config: Record<string, unknown> & { layer?: LayerConfig };
}

export interface Reference {
  name: string;
  inputShape: number[];
  layers: LayerConfig[];
  graph: 'chain' | 'branches';
  loss: keyof typeof LOSSES;
  /** Whether the input holds token ids. */
  tokens: boolean;
  /** How many of the layers' last weights are not trained. */
  fixed: number;
  weights: number[][];
  x: number[];
  targets: number[];
  v: number[];
  scores: number[];
  losses: number[];
  gradient: number[];
  hessian: number[];
  gaussNewton: number[];
  jacobian: number[];
  dots: number[];
  inputs: number[];
}

export const LOSSES = {
  softmax: softmaxCrossEntropy,
  sigmoid: sigmoidCrossEntropy,
  squared: meanSquaredError,
};

const CLASSES = 3;

registerActivations();

export function readReferences(): Reference[] {
  const file = join(import.meta.dirname, '../../fixtures/autodiff/layers.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Reference[];
}

/** The layers, flattened, with a dense layer to the scores after them. */
export function buildModel(reference: Reference): LayersModel {
  const { layers, graph, inputShape } = reference;
  const built = layers.map(construct);
  const input = make.input({ shape: inputShape });
  const last = graph === 'chain' ? chain(built, input) : joined(built, input);
  const flat = last.rank > 2 ? (make.flatten().apply(last) as SymbolicTensor) : last;
  const outputs = make.dense({ units: CLASSES }).apply(flat) as SymbolicTensor;
  const network = model({ inputs: input, outputs });
  tidy(() => setWeights(network, reference));
  return network;
}

export function batchOf({ inputShape, x, targets, tokens }: Reference): { rows: Tensor; targets: Tensor } {
  const rows = targets.length / CLASSES;
  return {
    rows: tensor(x, [rows, ...inputShape], tokens ? 'int32' : 'float32'),
    targets: tensor(targets, [rows, CLASSES], 'float32'),
  };
}

function chain(all: Layer[], input: SymbolicTensor): SymbolicTensor {
  return all.reduce((at, layer) => layer.apply(at) as SymbolicTensor, input);
}

/** The last of the layers joins all others. */
function joined(all: Layer[], input: SymbolicTensor): SymbolicTensor {
  const branches = all.slice(0, -1).map((layer) => layer.apply(input) as SymbolicTensor);
  return all.at(-1)!.apply(branches) as SymbolicTensor;
}

function construct({ class_name: name, config }: LayerConfig): Layer {
  if (name === 'GRU' && config['resetAfter'] === true)
    return new ResetAfterGRU(config as unknown as ResetAfterGRUOptions);
  const [Class] = serialization.SerializationMap.getMap().classNameMap[name] as unknown as [
    new (config: object) => Layer,
  ];
  return new Class(config.layer ? { ...config, layer: construct(config.layer) } : config);
}

/** The file has the layers' weights, those that are not trained last, and then the head's; a model has all trained ones first. */
function setWeights(network: LayersModel, { weights, fixed }: Reference): void {
  const trained = [...weights.slice(0, weights.length - 2 - fixed), ...weights.slice(-2)];
  const values = [...trained, ...weights.slice(weights.length - 2 - fixed, -2)];
  const targets = [...network.trainableWeights, ...network.nonTrainableWeights];
  targets.forEach((weight, i) => weight.write(tensor(values[i], weight.shape as number[], 'float32')));
}
