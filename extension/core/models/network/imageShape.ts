import type { CnnConfig } from '../../../contract/config';
import { LensError } from '../../../contract/errors';
import type { TrainingProblem } from '../types';

/** Height, width, channels. */
export type ImageShape = [number, number, number];

/** Smallest side of a square that a table's columns are taken for without being told. */
const SMALLEST = 6;

/**
 * Shape of the image that a row is: as the config says, else that of the only image or array column, else a grey square whose
 * pixels are the columns in their order. Throws a `config` error when none of these fits.
 */
export function imageShapeOf({ features, shape }: TrainingProblem, { imageShape }: CnnConfig): ImageShape {
  const { cols } = features;
  if (imageShape) {
    const [height, width, channels = 1] = imageShape;
    if (height * width * channels === cols) return [height, width, channels];
    throw new LensError(
      'config',
      `model.imageShape has ${imageShape.join(' × ')} = ${height * width * channels} numbers, but a row of the data has ${cols}.`,
      {
        hint: 'It is [height, width] or [height, width, channels]. Leave out columns that are no pixels with features.exclude.',
      },
    );
  }
  if (shape?.length === 3) return [shape[0], shape[1], shape[2]];
  if (shape?.length === 2) return [shape[0], shape[1], 1];
  const side = Math.sqrt(cols);
  if (Number.isInteger(side) && side >= SMALLEST) return [side, side, 1];
  throw new LensError(
    'config',
    `A convolutional network sees images, and a row of the data has ${cols} numbers, which make no square.`,
    {
      hint: 'Set model.imageShape to [height, width, channels], leave out columns that are no pixels with features.exclude, or choose another model.',
    },
  );
}
