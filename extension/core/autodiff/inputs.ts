/**
 * Derivatives by the rows that a network is given. Where it only looks things up by them, such as words by their numbers, they are by
 * how much of each is there, against what number 0 stands for: 1 is all of it, 0 none.
 */
import { add, gather, mul, reshape, slice, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { LensError } from '../../contract/errors';
import { type Plan, planBackward } from './backward';
import type { Tape, TapeNode } from './tape';

export interface InputPlan {
  readonly plan: Plan;
  /** Ids of the tensors by which gradients are to be taken. */
  readonly by: readonly number[];
  /** Operations that look things up by the rows, where nothing else is done with them. */
  readonly lookups: readonly TapeNode[];
}

export const NO_INPUTS: InputPlan = { plan: { steps: [] }, by: [], lookups: [] };

/** The part of the tape that leads from the rows to `targets` (ids). Throws what `planBackward` throws. */
export function planInputs({ nodes }: Tape, rows: Tensor, targets: readonly number[]): InputPlan {
  const plan = planBackward(nodes, [rows.id], targets);
  if (plan.steps.length > 0) return { plan, by: [rows.id], lookups: [] };
  const lookups = nodes.filter(
    ({ kernel, saved }) => kernel === 'GatherV2' && saved.inputs.get('indices')?.size === rows.size,
  );
  const by = lookups.map(({ outputs: [output] }) => output.id);
  return { plan: planBackward(nodes, by, targets), by, lookups };
}

/**
 * The gradient in the shape of the rows, from the gradients by the tensors of the plan. Throws a `model` error where nothing leads
 * from the rows to what is differentiated.
 */
export function inputGradientOf(
  { lookups }: InputPlan,
  gradients: readonly (Tensor | undefined)[],
  rows: Tensor,
): Tensor {
  if (lookups.length === 0) return gradients[0] ?? notOfInput();
  return byPresence(lookups, gradients, rows, (lookup) => lookup.saved.inputs.get('x')) ?? notOfInput();
}

/** Id of the table that an operation looks things up in. */
export function tableOf({ inputs }: TapeNode): number {
  return inputs.find(({ name }) => name === 'x')!.id;
}

/**
 * Σ over the lookups of ⟨gradient, table at the number − table at 0⟩, by number of the rows.
 * @param valuesOf of its table, numbers × …; undefined where it plays no part
 */
export function byPresence(
  lookups: readonly TapeNode[],
  gradients: readonly (Tensor | undefined)[],
  rows: Tensor,
  valuesOf: (lookup: TapeNode) => Tensor | undefined,
): Tensor | undefined {
  let total: Tensor | undefined;
  lookups.forEach((lookup, i) => {
    const [gradient, table] = [gradients[i], valuesOf(lookup)];
    if (!gradient || !table) return;
    const indices = reshape(lookup.saved.inputs.get('indices')!, [rows.size]);
    const change = sub(gather(table, indices), slice(table, [0], [1]));
    const part = reshape(sum(mul(reshape(gradient, change.shape), change), -1), rows.shape);
    total = total ? add(total, part) : part;
  });
  return total;
}

/** For derivatives that must be by the numbers themselves. Throws a `model` error where things are looked up by them. */
export function requireNumbers({ lookups }: InputPlan): void {
  if (lookups.length === 0) return;
  throw new LensError(
    'model',
    'The model only looks things up by its input, such as words by their numbers.',
    {
      hint: 'There is no derivative by a number that stands for something else.',
    },
  );
}

function notOfInput(): never {
  throw new LensError('model', 'The scores of the model do not change with the numbers of its input.', {
    hint: 'Check the layers after its input.',
  });
}
