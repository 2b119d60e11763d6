import { linearFamily } from './linear/family';
import { smoothHingeLoss } from './linear/losses/smoothHinge';

/** Linear support vector machine with a smooth hinge (paper, Sec. 4.2; definitions: Objective for the penalty). */
export const smoothHinge = linearFamily('smooth-hinge', (classes, present, { temperature }) =>
  smoothHingeLoss(classes, present, temperature),
);
