/** What networks are made of, as data: stages from a row of features to the scores of the classes. */
import type { CnnConfig, MlpConfig } from '../../../contract/config';
import { LensError } from '../../../contract/errors';
import type { TrainingProblem } from '../types';
import { type ImageShape, imageShapeOf } from './imageShape';

export type NetworkConfig = MlpConfig | CnnConfig;
export type Activation = NetworkConfig['activation'];

export interface DenseStage {
  kind: 'dense';
  inputs: number;
  outputs: number;
  activation?: Activation;
}

/** A convolution with zeros beyond the border: the output has ⌈side / stride⌉ positions. */
export interface ConvolutionStage {
  kind: 'convolution';
  /** Side of the filters, pixels. */
  kernel: number;
  stride: number;
  inputs: number;
  outputs: number;
  /** Positions of the output. */
  height: number;
  width: number;
  activation?: Activation;
}

/** Rows of features as images. */
export interface ImageStage {
  kind: 'image';
  shape: ImageShape;
}

/** Images as rows: all of their numbers, or the mean over the positions of each channel. */
export interface RowsStage {
  kind: 'flatten' | 'average';
}

export type Stage = DenseStage | ConvolutionStage | ImageStage | RowsStage;

/** Throws a `model` error when the rows are no images, and the config asks for a convolutional network. */
export function stagesOf(training: TrainingProblem, config: NetworkConfig): Stage[] {
  switch (config.type) {
    case 'mlp':
      return mlpStages(training.features.cols, training.classes, config);
    case 'cnn':
      return cnnStages(imageShapeOf(training, config), training.classes, config);
  }
}

/** Dense layers with one activation between them. */
export function mlpStages(
  inputs: number,
  classes: number,
  { hidden, activation }: Pick<MlpConfig, 'hidden' | 'activation'>,
): Stage[] {
  const sizes = [inputs, ...hidden];
  return [
    ...hidden.map((outputs, i): Stage => ({ kind: 'dense', inputs: sizes[i], outputs, activation })),
    { kind: 'dense', inputs: sizes.at(-1)!, outputs: classes },
  ];
}

/** Convolutions, each with the activation, and a dense layer on what they leave (all-convolutional: Springenberg et al. 2015). */
export function cnnStages(shape: ImageShape, classes: number, config: CnnConfig): Stage[] {
  const { filters, activation, end } = config;
  const kernels = listOf('kernel', config.kernel, filters.length);
  const strides = listOf('stride', config.stride, filters.length);
  let [height, width, channels] = shape;
  const stages: Stage[] = [{ kind: 'image', shape }];
  filters.forEach((outputs, i) => {
    const stride = strides[i];
    height = Math.ceil(height / stride);
    width = Math.ceil(width / stride);
    const inputs = channels;
    stages.push({
      kind: 'convolution',
      kernel: kernels[i],
      stride,
      inputs,
      outputs,
      height,
      width,
      activation,
    });
    channels = outputs;
  });
  const inputs = end === 'average' ? channels : height * width * channels;
  return [...stages, { kind: end }, { kind: 'dense', inputs, outputs: classes }];
}

/** Multiplications that the scores of one row take. */
export function multiplicationsOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, stage) => {
    if (stage.kind === 'dense') return sum + stage.inputs * stage.outputs;
    if (stage.kind !== 'convolution') return sum;
    return sum + stage.kernel ** 2 * stage.inputs * stage.outputs * stage.height * stage.width;
  }, 0);
}

function listOf(key: 'kernel' | 'stride', given: number | number[], length: number): number[] {
  if (typeof given === 'number') return Array<number>(length).fill(given);
  if (given.length === length) return given;
  throw new LensError('config', `model.${key} lists ${given.length} numbers, and model.filters ${length}.`, {
    hint: 'Give one number for each convolution, or a single number for all of them.',
  });
}
