import { linearFamily } from './linear/family';
import { logisticLoss } from './linear/losses/logistic';
import { softmaxLoss } from './linear/losses/softmax';

/** Logistic regression: one logit for two classes, softmax for more (definitions: Objective). */
export const logistic = linearFamily('logistic', (classes, present) =>
  classes === 2 ? logisticLoss() : softmaxLoss(classes, present),
);
