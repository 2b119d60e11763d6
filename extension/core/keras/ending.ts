/** Where the scores of a model come from, and what turns them into probabilities. */
import { LensError } from '../../contract/errors';
import { layerBefore, nameOf, outputLayer } from './topology';
import type { LayerSpec, Topology } from './types';

export interface Ending {
  /** The last layer that computes: it gives the scores. */
  layer: LayerSpec;
  /** The layers after it, from the output back. */
  after: LayerSpec[];
  activation: 'softmax' | 'sigmoid' | 'linear';
}

/** Layers that leave the order and the number of the scores as they are. */
const PASSING = new Set(['Activation', 'Softmax', 'Dropout']);

/** Throws a `model` error when the output is neither scores nor probabilities. */
export function endingOf(topology: Topology): Ending {
  let layer = outputLayer(topology);
  const after: LayerSpec[] = [];
  const activations: string[] = [];
  while (PASSING.has(layer.class_name)) {
    after.push(layer);
    activations.push(activationOf(layer));
    const before = layerBefore(topology, layer);
    if (!before) break;
    layer = before;
  }
  activations.push(activationOf(layer));
  const [activation = 'linear', ...others] = activations.filter((each) => each !== 'linear');
  if (others.length > 0 || !isKnown(activation))
    throw new LensError(
      'model',
      `The output of the model goes through "${[activation, ...others].join('", "')}".`,
      {
        hint: 'It must end in the scores of the classes, in a softmax or, with one output for two classes, in a sigmoid.',
      },
    );
  return { layer, after, activation };
}

/** How many numbers the model gives, by its last dense layer. Throws a `model` error where they are no classes. */
export function outputsOf({ layer, activation }: Ending): number {
  const outputs = Number(layer.config['units'] ?? layer.config['filters']);
  if (!Number.isInteger(outputs))
    throw new LensError(
      'model',
      `The scores come from "${nameOf(layer)}" (${layer.class_name}), which does not say how many.`,
      {
        hint: 'End in a dense layer with an output for each class.',
      },
    );
  if (activation === 'sigmoid' && outputs > 1)
    throw new LensError(
      'model',
      `The model gives ${outputs} outputs, each through a sigmoid: several labels a row.`,
      {
        hint: 'Models of one label a row are explained: end in a softmax.',
      },
    );
  if (activation === 'softmax' && outputs === 1)
    throw new LensError('model', 'The model ends in a softmax of one output, which is always 1.', {
      hint: 'End in a sigmoid, or in one output for each class.',
    });
  return outputs;
}

/** The same model without what turns scores into probabilities. */
export function withoutActivation(topology: Topology): Topology {
  const copy = structuredClone(topology);
  const { layer, after } = endingOf(copy);
  for (const each of [layer, ...after]) {
    if (each.class_name === 'Softmax') {
      each.config = { name: nameOf(each), trainable: false };
      each.class_name = 'Activation';
    }
    if ('activation' in each.config || each.class_name === 'Activation') each.config['activation'] = 'linear';
  }
  return copy;
}

function activationOf({ class_name, config }: LayerSpec): string {
  if (class_name === 'Softmax') return 'softmax';
  const given = config['activation'];
  if (typeof given === 'string') return given;
  const named = (given as { class_name?: string } | null | undefined)?.class_name;
  return named?.toLowerCase() ?? 'linear';
}

function isKnown(name: string): name is Ending['activation'] {
  return name === 'softmax' || name === 'sigmoid' || name === 'linear';
}
