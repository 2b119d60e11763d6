/** What an action on a group means for the training problem. */
import { LensError } from '../../contract/errors';
import type { GroupAction } from '../../contract/groups';
import type { TrainingChange } from '../../core/models/insight';
import { suggest } from '../../core/nearest';
import type { Dataset } from '../dataset/types';

/** @param rows positions among the training rows. Throws a `usage` error where a class would lose its last row. */
export function groupChange(
  { classes, train }: Pick<Dataset, 'classes' | 'train'>,
  rows: Int32Array,
  action: GroupAction,
): TrainingChange {
  if (action.do === 'remove' && rows.length === train.rows.length)
    throw new LensError('usage', 'The group holds every training row.', { hint: 'Choose a smaller group.' });
  const change: TrainingChange = { rows };
  if (action.do === 'relabel') {
    const label = classes.indexOf(action.label);
    if (label < 0)
      throw new LensError('usage', `There is no class "${action.label}".`, {
        hint: suggest(action.label, classes, 'classes'),
      });
    change.labels = new Int32Array(rows.length).fill(label);
  }
  const lost = lostClass(train.labels, classes.length, change);
  if (lost >= 0)
    throw new LensError('usage', `The group holds every training row of the class "${classes[lost]}".`, {
      hint: 'Choose a group that leaves some rows of each class: without them the model would be another one.',
    });
  return change;
}

/** The first class that has rows now and none after the change; −1 when there is none. */
function lostClass(labels: Int32Array, classes: number, { rows, labels: given }: TrainingChange): number {
  const left = new Int32Array(classes);
  const touched = new Set<number>();
  for (const label of labels) left[label]++;
  rows.forEach((at, i) => {
    left[labels[at]]--;
    touched.add(labels[at]);
    if (given) left[given[i]]++;
  });
  return left.findIndex((count, c) => count === 0 && touched.has(c));
}
