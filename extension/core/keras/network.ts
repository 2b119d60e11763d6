/** A model that was trained elsewhere as a network that can be differentiated. */
import { matMul, type Tensor, type Tensor2D, tensor2d, tidy, type Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { KerasConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import { isIntercept } from '../autodiff/layers/network';
import { requireSupported } from '../autodiff/layers/supported';
import type { NetworkOfLayers } from '../autodiff/network';
import { disposeModel } from './dispose';
import { withoutActivation } from './ending';
import { inputTensor } from './input';
import type { InputPlan } from './inputPlan';
import { loadLayers } from './load';
import type { ModelFile } from './types';

type Layer = LayersModel['layers'][number];

export interface NetworkPlan {
  layers: Exclude<KerasConfig['layers'], 'last'>;
  input: InputPlan;
  outputs: number;
  /** Output of each class. */
  outputOfClass: Int32Array;
}

/**
 * With the weights of the chosen layers as parameters, and scores in the order of the classes. Throws a `model` error that names
 * layers which are not there or cannot be differentiated.
 */
export async function kerasNetwork(file: ModelFile, plan: NetworkPlan): Promise<NetworkOfLayers> {
  return networkOf(await loadLayers({ ...file, topology: withoutActivation(file.topology) }), plan);
}

function networkOf(model: LayersModel, plan: NetworkPlan): NetworkOfLayers {
  try {
    const chosen = chosenLayers(model, plan.layers);
    const weighted = chosen.filter((layer) => layer.trainableWeights.length > 0);
    const weights = weighted.flatMap((layer) => layer.trainableWeights);
    if (weights.length === 0)
      throw new LensError('model', 'The chosen layers have no weights to be trained.', {
        hint: 'Name layers that have some, or set "model.layers": "last".',
      });
    // What comes before the first weights is not differentiated.
    requireSupported(model.layers.slice(model.layers.indexOf(weighted[0])));
    return {
      parameters: weights.map((weight) => ({
        name: weight.originalName,
        variable: weight.read() as Variable,
        penalised: !isIntercept(weight.originalName),
      })),
      apply: (rows) =>
        tidy(() => {
          const scores = model.apply(inputTensor(rows, plan.input), { training: false }) as Tensor;
          return inOrder(scores, plan);
        }),
      another: () => networkOf(copyOf(model), plan),
      dispose: () => disposeModel(model),
    };
  } catch (error) {
    disposeModel(model);
    throw error;
  }
}

/** The same layers with weights of their own. */
function copyOf(model: LayersModel): LayersModel {
  const made = model.constructor as typeof LayersModel;
  const copy = made.fromConfig(made, model.getConfig()) as LayersModel;
  copy.setWeights(model.getWeights());
  return copy;
}

function chosenLayers(model: LayersModel, layers: NetworkPlan['layers']): Layer[] {
  if (layers === 'all') return model.layers;
  const chosen = layers.map((name) => {
    const layer = model.layers.find((each) => each.name === name);
    if (layer) return layer;
    throw new LensError('model', `The model has no layer "${name}".`, {
      hint: `Its layers are ${model.layers.map((each) => `"${each.name}"`).join(', ')}.`,
    });
  });
  for (const layer of chosen) layer.trainable = true;
  return chosen.sort((a, b) => model.layers.indexOf(a) - model.layers.indexOf(b));
}

/** A single output is the log odds of its class: the other's score is 0. */
function inOrder(scores: Tensor, { outputs, outputOfClass }: NetworkPlan): Tensor {
  const classes = outputOfClass.length;
  const selection = new Float32Array(outputs * classes);
  outputOfClass.forEach((output, c) => {
    if (outputs > 1) selection[output * classes + c] = 1;
    else if (output === 1) selection[c] = 1;
  });
  return matMul(scores as Tensor2D, tensor2d(selection, [outputs, classes]));
}
