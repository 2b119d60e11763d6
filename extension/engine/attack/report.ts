/** What an attack found, as it is told. */
import type { AuditRow, EditedPicture } from '../../contract/audit';
import type { EditSpace } from '../../core/attack/space';
import { featureNames } from '../../core/features/describe';
import type { FeaturePlan } from '../../core/features/types';
import { recordFile } from '../../core/tables/cells';
import type { Dataset, RecordPart } from '../dataset/types';
import type { Attack } from './attackPrediction';

/** Edits that are listed. */
const CELLS = 20;
const LEVELS = 255;

interface Attacked {
  /** Position of the test row that was aimed at. */
  target: number;
  /** Probability of the test row's label without the edit. */
  before: number;
  attack: Attack;
}

export function auditRow(
  { classes, test, train }: Dataset,
  plan: FeaturePlan,
  space: EditSpace,
  { target, before, attack }: Attacked,
): AuditRow {
  const place = (part: RecordPart, at: number) => {
    const { records } = part.file.table;
    const row = part.rows[at];
    const file = recordFile(part.file.name, records, row);
    return { file, row, line: records.line[row], label: classes[part.labels[at]] };
  };
  const { predicted, probability, steps, wrong, edit } = attack;
  return {
    ...place(test, target),
    before,
    after: probability,
    flipped: predicted !== test.labels[target],
    predicted: classes[predicted],
    training: place(train, attack.at),
    edited: edit.filter((value) => value !== 0).length,
    cells: editedCells(plan, space, attack),
    flips: wrong.reduce((sum, one) => sum + one, 0),
    steps,
  };
}

/** The edits with the largest effect to first order. */
function editedCells(
  plan: FeaturePlan,
  { scale, center }: EditSpace,
  { original, edit, gradient }: Attack,
): AuditRow['cells'] {
  const names = featureNames(plan);
  const effect = edit.map((value, j) => Math.abs((value / scale[j]) * gradient[j]));
  return Array.from(edit.keys())
    .filter((j) => edit[j] !== 0)
    .sort((a, b) => effect[b] - effect[a])
    .slice(0, CELLS)
    .map((j) => {
      const from = original[j] * scale[j] + center[j];
      const { column, index } = names[j];
      return { column, index, from, to: from + edit[j] };
    });
}

/** Undefined where a row is more than one image, or none. */
export function editedPicture(
  { columns: [only, ...others] }: FeaturePlan,
  { scale, center }: EditSpace,
  { original, edit }: Attack,
): EditedPicture | undefined {
  if (only?.kind !== 'image' || others.length > 0) return undefined;
  const [height, width, channels] = only.shape;
  return {
    height,
    width,
    channels,
    original: Uint8Array.from(original, (value, j) => Math.round(LEVELS * (value * scale[j] + center[j]))),
    edit: Int8Array.from(edit, (value) => Math.round(LEVELS * value)),
  };
}
