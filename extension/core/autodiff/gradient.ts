import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { backward, planBackward } from './backward';
import { inputGradientOf, planInputs } from './inputs';
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
 * ∂ℓ_i/∂x_i of every row, in the shape of the rows; of what is only looked up, by presence (inputs.ts). Throws a `model` error where
 * the scores cannot be differentiated by either.
 * @param rows batch × …, not disposed of
 */
export function inputGradient(network: Network, loss: Loss, rows: Tensor, targets: Tensor): Float64Array {
  let result: Float64Array | undefined;
  tidy(() => {
    const { value: scores, tape } = record(() => network.apply(rows));
    try {
      const ends = planInputs(tape, rows, [scores.id]);
      const seeds = new Map([[scores.id, loss.residuals(scores, targets)]]);
      const gradient = withRepairs(() => inputGradientOf(ends, backward(ends.plan, seeds, ends.by), rows));
      result = Float64Array.from(gradient.dataSync());
    } finally {
      disposeTape(tape);
    }
  });
  return result!;
}
