/** The part of a model that stays as it is: from rows to the features that its last dense layer takes. */
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, model as modelOf, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { KerasConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import { namingLookups } from '../autodiff/kernels/lookups';
import { MEMORY_SHARE } from '../linalg/memory';
import type { DenseMatrix, Matrix } from '../linalg/types';
import { rowsTensor } from '../models/network/data';
import { createPacer } from '../pacing';
import { endingOf } from './ending';
import { inputTensor } from './input';
import type { InputPlan } from './inputPlan';
import { passRow, pullBack, type RowPass } from './pullBack';
import { nameOf } from './topology';
import type { OwnHead, Topology } from './types';

export interface FrozenPart {
  /** The layer whose input or output the features are, in words. */
  readonly place: string;
  readonly width: number;
  /** Absent where a new head is asked for. */
  readonly head?: OwnHead;
  /** rows × width. */
  features(rows: Matrix, input: InputPlan, work: Work): Promise<DenseMatrix>;
  /** The derivative of each row's features' dot product with `weights` (rows × width). */
  pullBack(rows: DenseMatrix, weights: DenseMatrix, input: InputPlan, work: Work): Promise<PulledBack>;
  /** One row, its features first; what it holds is to be disposed of. */
  pass(row: DenseMatrix, input: InputPlan): RowPass;
}

export interface PulledBack extends DenseMatrix {
  /** By how much is there of what the numbers look up (autodiff/inputs.ts), not by the numbers. */
  presence: boolean;
}

/** Bytes that a pass holds at most: larger ones are no faster. */
const LARGEST = 128 * 2 ** 20;
const MOST_ROWS = 1024;

/**
 * Throws a `model` error when there is no such layer, or no dense layer at the end.
 * @param memory bytes that the user allows computations to take
 */
export function frozenPart(
  model: LayersModel,
  topology: Topology,
  config: KerasConfig,
  memory: number,
): FrozenPart {
  const { place, output, head } = cutOf(model, topology, config);
  const part = modelOf({ inputs: model.inputs, outputs: output });
  const width = output.shape.slice(1).reduce<number>((product, side) => product * (side ?? NaN), 1);
  if (!Number.isInteger(width))
    throw new LensError(
      'model',
      `The output of ${place} has a free size: ${output.shape.slice(1).join(' × ')}.`,
      {
        hint: 'Choose a layer whose outputs are all of one size, such as a pooling layer.',
      },
    );
  const rowBytes = bytesOf(part);
  const passBytes = Math.min(LARGEST, MEMORY_SHARE.pass * memory);
  return {
    place,
    width,
    head,
    async features(rows, input, work) {
      const pacer = createPacer(work);
      const data = new Float64Array(rows.rows * width);
      const batch = Math.max(1, Math.min(MOST_ROWS, Math.floor(passBytes / rowBytes)));
      for (let from = 0; from < rows.rows; from += batch) {
        const to = Math.min(rows.rows, from + batch);
        const out = namingLookups(() =>
          tidy(() => part.predictOnBatch(inputTensor(rowsTensor(rows, from, to), input)) as Tensor),
        );
        data.set(out.dataSync(), from * width);
        out.dispose();
        await pacer.pause({ stage: 'Computing the features', fraction: to / rows.rows });
      }
      requireFinite(data);
      return { kind: 'dense', rows: rows.rows, cols: width, data };
    },
    async pullBack(rows, weights, input, work) {
      const back = await pullBack(part, rows, weights, input, MEMORY_SHARE.derivatives * memory, work);
      requireFinite(back.data);
      return { ...rows, ...back };
    },
    pass(row, input) {
      const pass = passRow(part, row, input);
      requireFinite(pass.features);
      return pass;
    },
  };
}

function cutOf(
  model: LayersModel,
  topology: Topology,
  { head, featureLayer }: KerasConfig,
): { place: string; output: SymbolicTensor; head?: OwnHead } {
  if (featureLayer !== undefined) {
    const layer = model.layers.find(({ name }) => name === featureLayer);
    if (!layer)
      throw new LensError('model', `The model has no layer "${featureLayer}".`, {
        hint: `Its last layers are ${model.layers
          .slice(-8)
          .map(({ name }) => `"${name}"`)
          .join(', ')}.`,
      });
    return { place: `the output of "${featureLayer}"`, output: single(layer.output, featureLayer) };
  }
  const { layer: last } = endingOf(topology);
  const name = nameOf(last);
  const layer = model.getLayer(name);
  if (last.class_name === 'Dense') {
    const place = `the input of "${name}"`;
    const output = single(layer.input, name);
    if (head === 'new') return { place, output };
    const [kernel, bias] = layer.getWeights();
    const outputs = kernel.shape[1]!;
    return {
      place,
      output,
      head: {
        outputs,
        kernel: Float64Array.from(kernel.dataSync()),
        bias: bias ? Float64Array.from(bias.dataSync()) : new Float64Array(outputs),
      },
    };
  }
  if (head === 'new') return { place: `the output of "${name}"`, output: single(layer.output, name) };
  throw new LensError('model', `The last layer of the model, "${name}" (${last.class_name}), is not dense.`, {
    hint: 'Set "model.head": "new" for a new dense layer on its output.',
  });
}

function single(tensor: SymbolicTensor | SymbolicTensor[], name: string): SymbolicTensor {
  if (!Array.isArray(tensor)) return tensor;
  if (tensor.length === 1) return tensor[0];
  throw new LensError('model', `The layer "${name}" is used in several places of the model.`, {
    hint: 'Choose another layer.',
  });
}

/** What a pass holds at once for a row, about: two outputs of the largest layer, and the input. */
function bytesOf(part: LayersModel): number {
  const size = (shape: readonly (number | null)[]): number =>
    shape.slice(1).reduce<number>((product, side) => product * (side ?? 64), 1);
  const largest = Math.max(...part.layers.map((layer) => size([layer.outputShape].flat(2) as number[])));
  return 4 * (3 * largest + size(part.inputs[0].shape));
}

function requireFinite(values: Float64Array): void {
  if (values.every(Number.isFinite)) return;
  throw new LensError('numeric', 'The model gives numbers that are not finite.', {
    hint: 'Check that the data are scaled as the model expects ("model.input").',
  });
}
