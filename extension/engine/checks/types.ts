/** Checks that an answer can be trusted, beyond those that its own computation brings; one a file, listed in registry.ts. */
import type { Check } from '../../contract/documents';
import type { Work } from '../../contract/progress';
import type { Influence, RowScores } from '../../core/models/types';
import type { Dataset } from '../dataset/types';
import type { DatasetRequest } from '../session/request';
import type { Fitted } from '../session/state';
import type { FoundRecord, Target } from '../session/target';

/** An explanation with all that it stands on. */
export interface CheckContext {
  request: DatasetRequest;
  dataset: Dataset;
  fitted: Fitted;
  record: FoundRecord;
  target: Target;
  influence: Influence;
  /** Where they were computed anyway. */
  scores?: RowScores;
  work: Work;
}

export interface TrustCheck {
  /** Operations, about; Infinity for what is never done unasked. */
  cost(context: CheckContext): number;
  /** Undefined where there is nothing to say. */
  run(context: CheckContext): Promise<Check | undefined>;
}

/** Most influential rows that are looked at. */
export const FIRST = 10;
