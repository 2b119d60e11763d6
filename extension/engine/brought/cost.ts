import type { ModelFile } from '../../core/keras/types';
import { sizeOf } from '../../core/tables/shapes';
import type { BroughtModel } from './model';

/** Positions of an image at which a weight of a convolution is used, about: as of MobileNet v2 and ResNet-50 at 224 × 224. */
const POSITIONS = 170;

/** Floating-point operations of one pass over so many rows, about. */
export function broughtFlops({ file, inputShape }: BroughtModel, rows: number): number {
  return 2 * weightCount(file) * rows * (inputShape.length === 3 ? POSITIONS : 1);
}

function weightCount({ weights }: ModelFile): number {
  const tensors = weights.kind === 'named' ? weights.specs : weights.layers.flatMap((layer) => layer.tensors);
  return tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
