/** The networks on which derivatives are timed, here and in PyTorch (derivatives.py has the same). */
import { randomUniform, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { layers, sequential, type LayersModel } from '@tensorflow/tfjs-layers';
import { layersNetwork } from '../../../extension/core/autodiff/layers/network';
import type { Network } from '../../../extension/core/autodiff/network';
import { createRandom } from '../../../extension/core/random';

export interface TimedNetwork {
  name: 'softmax' | 'mlp' | 'cnn';
  title: string;
  rows: number;
  inputShape: number[];
  create(): Network;
}

export const CLASSES = 10;

export const NETWORKS: readonly TimedNetwork[] = [
  {
    name: 'softmax',
    title: 'softmax regression 10,000 × 784 × 10',
    rows: 10_000,
    inputShape: [784],
    create: () => network([layers.dense({ units: CLASSES, inputShape: [784] })]),
  },
  {
    name: 'mlp',
    title: 'MLP 784-128-10, 10,000 rows',
    rows: 10_000,
    inputShape: [784],
    create: () =>
      network([
        layers.dense({ units: 128, activation: 'tanh', inputShape: [784] }),
        layers.dense({ units: CLASSES }),
      ]),
  },
  {
    name: 'cnn',
    title: 'CNN of two convolutions and a max pool, 1,000 digits',
    rows: 1000,
    inputShape: [28, 28, 1],
    create: () =>
      network([
        layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] }),
        layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.flatten(),
        layers.dense({ units: CLASSES }),
      ]),
  },
];

/** Rows in [0, 1) and their classes, the same for every network of a shape. */
export function timedBatch({ rows, inputShape }: TimedNetwork): { rows: Tensor; targets: Tensor } {
  const random = createRandom(5);
  const targets = new Float32Array(rows * CLASSES);
  for (let i = 0; i < rows; i++) targets[i * CLASSES + Math.floor(random() * CLASSES)] = 1;
  return {
    rows: randomUniform([rows, ...inputShape], 0, 1, 'float32', 7),
    targets: tensor2d(targets, [rows, CLASSES]),
  };
}

function network(stack: layers.Layer[]): Network {
  const model: LayersModel = sequential({ layers: stack });
  return layersNetwork(model);
}
