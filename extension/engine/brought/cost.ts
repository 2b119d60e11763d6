import { sizeOf } from '../../core/tables/shapes';
import type { BroughtModel } from './model';

/** Positions of an image at which a weight of a convolution is used, about: as of MobileNet v2 and ResNet-50 at 224 × 224. */
const POSITIONS = 170;

/** Floating-point operations of one pass over so many rows, about. */
export function broughtFlops({ file, inputShape }: BroughtModel, rows: number): number {
  const weights = file.weightSpecs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return 2 * weights * rows * (inputShape.length === 3 ? POSITIONS : 1);
}
