import { type Tensor, tidy } from '@tensorflow/tfjs-core';
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
    const { value: scores, tape } = record(() => network.apply(rows));
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
