/** Derivatives of what a frozen network gives by the numbers that it is given. */
import { reshape, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Work } from '../../contract/progress';
import { backward } from '../autodiff/backward';
import { inputGradientOf, planInputs, requireNumbers } from '../autodiff/inputs';
import { requireSupported } from '../autodiff/layers/supported';
import { record, withRepairs } from '../autodiff/record';
import { disposeTape, type Tape } from '../autodiff/tape';
import type { DenseMatrix } from '../linalg/types';
import { rowsTensor } from '../models/network/data';
import { createPacer } from '../pacing';
import { inputTensor } from './input';
import type { InputPlan } from './inputPlan';

/** Bytes of layers' outputs that are held for a batch, where more are allowed: larger ones are no faster. */
const LARGEST = 512 * 2 ** 20;

/**
 * ∂⟨w_i, φ(x_i)⟩/∂x_i of every row, with φ the network: the chain rule from its features to its input. float32.
 * Throws a `model` error that names layers which cannot be differentiated.
 * @param weights w, rows × outputs
 * @param bytes that a batch may hold
 * @returns rows × input: in the units of the rows, since what is done to the input first is part of φ; or by presence
 * (autodiff/inputs.ts), where the network only looks things up
 */
export async function pullBack(
  network: LayersModel,
  rows: DenseMatrix,
  weights: DenseMatrix,
  input: InputPlan,
  bytes: number,
  work: Work,
): Promise<{ data: Float64Array; presence: boolean }> {
  requireSupported(network.layers);
  const pacer = createPacer(work);
  const data = new Float64Array(rows.data.length);
  let presence = false;
  const batch = Math.max(1, Math.floor(Math.min(LARGEST, bytes) / tapeBytes(network)));
  for (let from = 0; from < rows.rows; from += batch) {
    const to = Math.min(rows.rows, from + batch);
    tidy(() => {
      const x = rowsTensor(rows, from, to);
      const { value, tape } = record(
        () => network.apply(inputTensor(x, input), { training: false }) as Tensor,
      );
      try {
        const ends = planInputs(tape, x, [value.id]);
        const seeds = new Map([[value.id, reshape(rowsTensor(weights, from, to), value.shape)]]);
        const gradient = withRepairs(() => inputGradientOf(ends, backward(ends.plan, seeds, ends.by), x));
        data.set(gradient.dataSync(), from * rows.cols);
        presence = ends.lookups.length > 0;
      } finally {
        disposeTape(tape);
      }
    });
    await pacer.pause({ stage: 'Differentiating the features', fraction: to / rows.rows });
  }
  return { data, presence };
}

/** One row on its way through a network. */
export interface RowPass {
  /** φ(x), float32. */
  features: Float64Array;
  /** ∂⟨w, φ(x)⟩/∂x by the numbers of the row, for w of the features. A `model` error where things are only looked up by them. */
  pullBack(weights: Float64Array): Float64Array;
  dispose(): void;
}

/** The features of a row with what their derivatives need. Throws what `pullBack` throws. */
export function passRow(network: LayersModel, row: DenseMatrix, input: InputPlan): RowPass {
  requireSupported(network.layers);
  const x = rowsTensor(row, 0, 1);
  let recorded: { value: Tensor; tape: Tape };
  try {
    recorded = record(() => network.apply(inputTensor(x, input), { training: false }) as Tensor);
  } catch (error) {
    x.dispose();
    throw error;
  }
  const { value, tape } = recorded;
  const ends = planInputs(tape, x, [value.id]);
  return {
    features: Float64Array.from(value.dataSync()),
    pullBack(weights) {
      requireNumbers(ends);
      const data = new Float64Array(row.data.length);
      tidy(() => {
        const seeds = new Map([[value.id, tensor(Float32Array.from(weights), value.shape)]]);
        const gradient = withRepairs(() => inputGradientOf(ends, backward(ends.plan, seeds, ends.by), x));
        data.set(gradient.dataSync());
      });
      return data;
    },
    dispose() {
      disposeTape(tape);
      value.dispose();
      x.dispose();
    },
  };
}

/** Of a row, about: the output of every layer, and what is computed within it. */
function tapeBytes({ layers }: LayersModel): number {
  const size = (shape: readonly (number | null)[]): number =>
    shape.slice(1).reduce<number>((product, side) => product * (side ?? 64), 1);
  return 8 * layers.reduce((sum, { outputShape }) => sum + size([outputShape].flat(2) as number[]), 0);
}
