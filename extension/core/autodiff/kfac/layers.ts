/** Finds, in what was recorded, the products of a layer's input with its weights: no layer has to be told of it. */
import { reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Plan } from '../backward';
import type { Parameter } from '../network';
import type { TapeNode } from '../tape';
import { unfolded } from '../unfold';

/**
 * A dense layer, or a convolution: at each of T positions of a row z = x·W + b, with x of rows·T × inputs, position after position of
 * a row. A dense layer on rows has one position.
 */
export interface LayerUse {
  /** Position of W among the parameters, and that of b where there is one. */
  weight: number;
  bias?: number;
  inputs: number;
  outputs: number;
  /** x, to be disposed of. */
  input(): Tensor2D;
  /** Id of x·W. */
  product: number;
}

type Steps = Plan['steps'];
type Found = Pick<LayerUse, 'inputs' | 'outputs' | 'input'> & { weights: number };

/**
 * The layers of a network that are dense or convolve, and the parameters (positions) that belong to none, such as those of
 * recurrent layers.
 * @param rows of the batch that was recorded
 */
export function layerUses(
  steps: Steps,
  parameters: readonly Parameter[],
  rows: number,
): { layers: LayerUse[]; left: number[] } {
  const position = new Map(parameters.map(({ variable }, i) => [variable.id, i]));
  const origin = (id: number): number => {
    const before = steps.find(
      ({ node }) => ['Reshape', 'Identity'].includes(node.kernel) && node.outputs[0].id === id,
    );
    return before ? origin(before.node.inputs[0].id) : id;
  };
  const layers: LayerUse[] = [];
  for (const { node } of steps) {
    const found = node.kernel === 'Conv2D' ? convolution(node, rows) : denseLayer(node, rows);
    if (!found) continue;
    const weight = position.get(origin(found.weights));
    if (weight === undefined || position.has(origin(node.inputs[0].id))) continue;
    const { inputs, outputs, input } = found;
    const product = node.outputs[0].id;
    const bias = biasOf(steps, product, origin, position);
    layers.push({ weight, bias, inputs, outputs, input, product });
  }
  const once = layers.filter(({ weight }) => usedOnce(steps, parameters[weight].variable.id, origin));
  const used = new Set(once.flatMap(({ weight, bias }) => [weight, bias]));
  return { layers: once, left: parameters.flatMap((_, i) => (used.has(i) ? [] : [i])) };
}

function denseLayer({ kernel, inputs: [a, b], attrs, saved }: TapeNode, rows: number): Found | undefined {
  if (kernel !== 'BatchMatMul' || attrs['transposeA'] || attrs['transposeB']) return undefined;
  const x = saved.inputs.get('a');
  const batch = a.shape.slice(0, -2).reduce((product, size) => product * size, 1);
  if (!x || batch !== 1 || a.shape.at(-2)! % rows !== 0) return undefined;
  const inputs = b.shape.at(-2)!;
  return {
    weights: b.id,
    inputs,
    outputs: b.shape.at(-1)!,
    input: () => reshape(x, [-1, inputs]) as Tensor2D,
  };
}

/** A dilated one spreads its filter by other operations, which hides the weights: it is none. */
function convolution({ inputs: [image, filter], attrs, saved }: TapeNode, rows: number): Found | undefined {
  const x = saved.inputs.get('x');
  if (!x || image.shape[0] !== rows) return undefined;
  return {
    weights: filter.id,
    inputs: filter.shape.slice(0, 3).reduce((product, side) => product * side, 1),
    outputs: filter.shape[3],
    input: () => unfolded(x, filter.shape, attrs),
  };
}

/** The parameter that is added to a product. */
function biasOf(
  steps: Steps,
  product: number,
  origin: (id: number) => number,
  position: ReadonlyMap<number, number>,
): number | undefined {
  const added = steps.find(
    ({ node }) => node.kernel === 'Add' && node.inputs.some(({ id }) => origin(id) === product),
  );
  const other = added?.node.inputs.find(({ id }) => origin(id) !== product);
  return other && position.get(origin(other.id));
}

function usedOnce(steps: Steps, variable: number, origin: (id: number) => number): boolean {
  const uses = steps.flatMap(({ node }) =>
    ['Reshape', 'Identity'].includes(node.kernel)
      ? []
      : node.inputs.filter(({ id }) => origin(id) === variable),
  );
  return uses.length === 1;
}
