/** A label to write, and what came of it. */
import type { Decision } from '../../../contract/decisions';
import type { ErrorData } from '../../../contract/errors';
import type { RecordPlace } from '../../../contract/records';
import type { PlannedLabelEdit } from '../../../contract/review';

export interface Fix {
  position: number;
  /** The record on disk. */
  place: RecordPlace;
  to: string;
  /** An earlier fix of the same row that is in the open document and not on disk yet. */
  unsaved?: Decision;
}

export interface PlannedFix extends Fix {
  plan: PlannedLabelEdit;
  /** What the earlier fix made of the record on disk. */
  unsavedPlan?: PlannedLabelEdit;
}

export interface RefusedFix {
  position: number;
  error: ErrorData;
}

export interface FixOutcome {
  done: PlannedFix[];
  refused: RefusedFix[];
}
