/** Every check of an explanation beyond those of its own computation, in the order in which they are told. */
import { productCheck, spectrumCheck } from './curvature';
import { distanceCheck } from './distance';
import { duplicatesCheck } from './duplicates';
import { leverageCheck } from './leverage';
import { spotCheck } from './spotCheck';
import { stabilityCheck } from './stability';
import type { TrustCheck } from './types';

export const TRUST_CHECKS: readonly TrustCheck[] = [
  spectrumCheck,
  productCheck,
  leverageCheck,
  duplicatesCheck,
  distanceCheck,
  spotCheck,
  stabilityCheck,
];
