/**
 * A network and its loss on a batch of rows, linearised once at the parameters as they are, and applied to any number of
 * vectors: Pearlmutter 1994, with the backward pass recorded and run backward again.
 */
import { add, clone, keep, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { LensError } from '../../contract/errors';
import { backward, type Plan, planBackward, prepare, recordedOf } from './backward';
import { byPresence, inputGradientOf, NO_INPUTS, planInputs, tableOf } from './inputs';
import type { Loss } from './losses/types';
import type { Network } from './network';
import { joined, parameterCount, splitVector } from './parameters';
import { record, withRepairs } from './record';
import { disposeTape, tapeBytes, type TapeNode } from './tape';

/** All sums run over the rows of the batch, and are of the losses alone: no mean, no penalty. Vectors hold one number a parameter. */
export interface Linearization {
  readonly rows: number;
  readonly classes: number;
  /** Scores before any softmax or sigmoid, rows × K. */
  scores(): Float32Array;
  /** r = ∂ℓ/∂z, rows × K. */
  residuals(): Float32Array;
  /** Σ ∇ℓ_i. */
  gradient(): Float64Array;
  /** Σ ∇²ℓ_i·v. */
  hessianTimes(v: Float64Array): Float64Array;
  /** Σ J_iᵀ W_i J_i·v. */
  gaussNewtonTimes(v: Float64Array): Float64Array;
  /** J_i·v of every row, rows × K. */
  jacobianTimes(v: Float64Array): Float32Array;
  /** Σ J_iᵀ u_i for u of rows × K. */
  transposeTimes(u: Float32Array): Float64Array;
  /** ∇ℓ_i·v of every row. */
  gradientDots(v: Float64Array): Float64Array;
  /**
   * ∂(∇ℓ_i·v)/∂x_i of every row, in the shape of the rows; of what is only looked up, by presence (inputs.ts). Asked for by `inputs`. A
   * `model` error where there is none.
   */
  inputGradients(v: Float64Array): Float32Array;
  /** Those are by presence. */
  readonly presence: boolean;
  readonly parameters: Network['parameters'];
  /** The operations from the parameters to the scores. */
  readonly steps: Plan['steps'];
  /** Σ_i ∂(z_iᵀ u_i)/∂t by the results t of operations on the way (ids of tensors), for u of rows × K; to be disposed of. */
  gradientsAt(u: Tensor, ids: readonly number[]): (Tensor | undefined)[];
  /** Bytes that are held. */
  readonly bytes: number;
  dispose(): void;
}

/**
 * @param rows batch × …, not disposed of
 * @param targets batch × K, not disposed of
 * Stale once the parameters change. Throws a `model` error that names an operation without a verified derivative.
 */
export function linearize(
  network: Network,
  loss: Loss,
  rows: Tensor,
  targets: Tensor,
  { inputs = false } = {},
): Linearization {
  const { parameters } = network;
  const variables = parameters.map(({ variable }) => variable.id);
  let toScores: Plan = { steps: [] };
  const { value, tape } = record(
    ({ own, tape: recorded }) => {
      const scores = network.apply(rows);
      if (scores.rank !== 2)
        throw new LensError('model', `The model gives scores of shape [${scores.shape.join(', ')}].`, {
          hint: 'It must give one row of scores for each row of data.',
        });
      toScores = planBackward(recorded.nodes, variables, [scores.id]);
      const residuals = own(loss.curvature, { scores }, () => tidy(() => loss.residuals(scores, targets)));
      // One tensor for each parameter, so that each can be a starting point of its own.
      const gradients = backward(toScores, new Map([[scores.id, residuals]]), variables, true).map(
        (gradient, i, all) => (gradient && all.indexOf(gradient) < i ? clone(gradient) : gradient),
      );
      for (const lasting of [scores, residuals, ...gradients]) if (lasting) keep(lasting);
      return { scores, residuals, gradients };
    },
    [...variables, ...(inputs ? [rows.id] : [])],
  );
  const { scores, residuals, gradients } = value;
  const ends = gradients.flatMap((gradient) => (gradient ? [gradient.id] : []));
  const plans = {
    toScores,
    second: planBackward(tape.nodes, variables, ends),
    forward: planBackward(tape.nodes, [residuals.id], ends),
  };
  const mixed = inputs ? planInputs(tape, rows, ends) : NO_INPUTS;
  const needed = [...Object.values(plans), mixed.plan].flatMap(({ steps }) => steps.map(({ node }) => node));
  disposeTape(tape, [...needed, ...mixed.lookups]);

  withRepairs(() => [plans.second, mixed.plan].forEach((plan) => prepare(plan, tape)));

  const curvature = recordedOf(tape.nodes.find(({ rule }) => rule === loss.curvature)!);
  const classes = scores.shape[1]!;
  const seeded = (v: Float64Array): Map<number, Tensor> => {
    const parts = splitVector(parameters, v);
    return new Map(gradients.flatMap((gradient, i) => (gradient ? [[gradient.id, parts[i]]] : [])));
  };
  const applied = (plan: Plan, seeds: Map<number, Tensor>, by: readonly number[]) =>
    withRepairs(() => backward(plan, seeds, by));
  const pushed = (v: Float64Array): Tensor => {
    const [moved] = applied(plans.forward, seeded(v), [residuals.id]);
    if (!moved) throw new LensError('model', 'The scores of the model do not depend on its parameters.');
    return moved;
  };
  const pulled = (u: Tensor): Float64Array =>
    joined(parameters, applied(plans.toScores, new Map([[scores.id, u]]), variables));
  const reading = <T>(f: () => T): T => {
    // `tf.tidy` takes only tensors; numbers pass through.
    let result: T;
    tidy(() => {
      result = f();
    });
    return result!;
  };
  return {
    rows: scores.shape[0],
    classes,
    scores: () => scores.dataSync<'float32'>(),
    residuals: () => residuals.dataSync<'float32'>(),
    gradient: () => joined(parameters, gradients),
    hessianTimes: (v) => reading(() => joined(parameters, applied(plans.second, seeded(v), variables))),
    gaussNewtonTimes: (v) =>
      reading(() => pulled(withRepairs(() => loss.curvature.gradient([pushed(v)], curvature)['scores']!()))),
    jacobianTimes: (v) => reading(() => pushed(v).dataSync<'float32'>()),
    transposeTimes: (u) => reading(() => pulled(tensor(u, scores.shape, 'float32'))),
    gradientDots: (v) =>
      reading(() => dots(pushed(v).dataSync<'float32'>(), residuals.dataSync<'float32'>(), classes)),
    inputGradients: (v) =>
      reading(() => {
        if (!inputs) throw new LensError('internal', 'Input gradients were not asked for.');
        const seeds = seeded(v);
        const direct = inputGradientOf(mixed, applied(mixed.plan, seeds, mixed.by), rows);
        const tables = new Map(variables.map((id, i) => [id, gradients[i] && seeds.get(gradients[i].id)]));
        const ownTable = (lookup: TapeNode) => tables.get(tableOf(lookup));
        if (!mixed.lookups.some(ownTable)) return direct.dataSync<'float32'>();
        // What is looked up is a parameter itself: its own gradient changes with the presence too.
        const gradientsThere = applied(toScores, new Map([[scores.id, residuals]]), mixed.by);
        const moved = byPresence(mixed.lookups, gradientsThere, rows, ownTable);
        return (moved ? add(direct, moved) : direct).dataSync<'float32'>();
      }),
    presence: mixed.lookups.length > 0,
    parameters,
    steps: toScores.steps,
    gradientsAt: (u, ids) => tidy(() => applied(toScores, new Map([[scores.id, u]]), ids) as Tensor[]),
    bytes: tapeBytes(tape) + 4 * (scores.size + residuals.size + parameterCount(parameters)),
    dispose() {
      disposeTape(tape);
      for (const lasting of [scores, residuals, ...gradients]) lasting?.dispose();
    },
  };
}

/** Σ_k a_ik·b_ik in float64. */
function dots(a: Float32Array, b: Float32Array, classes: number): Float64Array {
  const out = new Float64Array(a.length / classes);
  for (let at = 0; at < a.length; at++) out[Math.floor(at / classes)] += a[at] * b[at];
  return out;
}
