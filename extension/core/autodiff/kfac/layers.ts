/** Finds, in what was recorded, the products of a layer's input with its weights: no layer has to be told of it. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Plan } from '../backward';
import type { Parameter } from '../network';

/** A dense layer: z = x·W + b, with x of rows × inputs. */
export interface DenseUse {
  /** Position of W among the parameters, and that of b where there is one. */
  weight: number;
  bias?: number;
  inputs: number;
  outputs: number;
  /** x. */
  input: Tensor;
  /** Id of x·W. */
  product: number;
}

type Steps = Plan['steps'];

/** The dense layers of a network, and the parameters (positions) that belong to none, such as those of recurrent layers. */
export function denseUses(
  steps: Steps,
  parameters: readonly Parameter[],
): { layers: DenseUse[]; left: number[] } {
  const position = new Map(parameters.map(({ variable }, i) => [variable.id, i]));
  const origin = (id: number): number => {
    const before = steps.find(
      ({ node }) => ['Reshape', 'Identity'].includes(node.kernel) && node.outputs[0].id === id,
    );
    return before ? origin(before.node.inputs[0].id) : id;
  };
  const layers: DenseUse[] = [];
  for (const { node } of steps) {
    if (node.kernel !== 'BatchMatMul' || node.attrs['transposeA'] || node.attrs['transposeB']) continue;
    const [a, b] = node.inputs;
    const weight = position.get(origin(b.id));
    const input = node.saved.inputs.get('a');
    if (weight === undefined || !input || position.has(origin(a.id))) continue;
    const rows = a.shape.slice(0, -2).reduce((product, size) => product * size, 1);
    if (rows !== 1) continue;
    const product = node.outputs[0].id;
    layers.push({
      weight,
      bias: biasOf(steps, product, origin, position),
      inputs: b.shape.at(-2)!,
      outputs: b.shape.at(-1)!,
      input,
      product,
    });
  }
  const once = layers.filter(({ weight }) => usedOnce(steps, parameters[weight].variable.id, origin));
  const used = new Set(once.flatMap(({ weight, bias }) => [weight, bias]));
  return { layers: once, left: parameters.flatMap((_, i) => (used.has(i) ? [] : [i])) };
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
