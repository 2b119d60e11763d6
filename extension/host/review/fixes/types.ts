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
  /** It is on disk already, so that the record's place is not that of the plan any more. */
  written?: boolean;
}

export interface RefusedFix {
  position: number;
  error: ErrorData;
}

export interface FixOutcome {
  done: PlannedFix[];
  refused: RefusedFix[];
}
