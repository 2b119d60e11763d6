import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { LensError } from '../../contract/errors';
import { backward, planBackward } from './backward';
import type { Loss } from './losses/types';
import type { Network } from './network';
import { joined } from './parameters';
import { record, withRepairs } from './record';
import { disposeTape } from './tape';

/** Σ ∇ℓ_i over a batch and the loss of each row, for training: nothing is held for second derivatives. */
export function lossGradient(
  network: Network,
  loss: Loss,
  rows: Tensor,
  targets: Tensor,
): { losses: Float64Array; gradient: Float64Array } {
  const { parameters } = network;
  const variables = parameters.map(({ variable }) => variable.id);
  let result: { losses: Float64Array; gradient: Float64Array } | undefined;
  tidy(() => {
    const { value: scores, tape } = record(() => network.apply(rows), variables);
    try {
      const plan = planBackward(tape.nodes, variables, [scores.id]);
      const residuals = loss.residuals(scores, targets);
      const gradients = withRepairs(() => backward(plan, new Map([[scores.id, residuals]]), variables));
      result = {
        losses: loss.losses(
          scores.dataSync<'float32'>(),
          targets.dataSync<'float32'>(),
          scores.shape.at(-1)!,
        ),
        gradient: joined(parameters, gradients),
      };
    } finally {
      disposeTape(tape);
    }
  });
  return result!;
}

/**
 * ∂ℓ_i/∂x_i of every row, in the shape of the rows. Throws a `model` error where the scores cannot be differentiated by them.
 * @param rows batch × …, not disposed of
 */
export function inputGradient(network: Network, loss: Loss, rows: Tensor, targets: Tensor): Float64Array {
  let result: Float64Array | undefined;
  tidy(() => {
    const { value: scores, tape } = record(() => network.apply(rows));
    try {
      const plan = planBackward(tape.nodes, [rows.id], [scores.id]);
      const residuals = loss.residuals(scores, targets);
      const [gradient] = withRepairs(() => backward(plan, new Map([[scores.id, residuals]]), [rows.id]));
      result = gradient && Float64Array.from(gradient.dataSync());
    } finally {
      disposeTape(tape);
    }
  });
  return result ?? notOfInput();
}

/** Where no derivative leads from the scores to the input. */
export function notOfInput(): never {
  throw new LensError(
    'model',
    'The model only looks things up by its input, such as words by their numbers.',
    {
      hint: 'There is no derivative by a number that stands for something else.',
    },
  );
}
