/** What the parts of the extension know of each other; `extension.ts` puts it together. */
import type * as vscode from 'vscode';
import type { ErrorData } from '../contract/errors';
import type { RecordPlace } from '../contract/records';
import type { CheckedPredictions } from './checkedPredictions';
import type { FactStore } from './datasets/facts';
import type { ProblemReporter } from './datasets/problems';
import type { TargetLists } from './datasets/targetLists';
import type { DatasetStore } from './datasets/types';
import type { TrackedDocuments } from './editor/documents';
import type { ScoreStore } from './editor/scoreTypes';
import type { Engine } from './engineTypes';
import type { FlagStore } from './flags/types';
import type { Activity } from './observedEngine';
import type { RecentExplanations } from './recent';
import type { EvidenceStore } from './review/evidence';
import type { SuspectPlaces } from './review/places';
import type { ReviewStore } from './review/types';
import type { SuspectsView } from './views/suspectsTree';

export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly engine: Engine;
  /** Ends the engine's process; the next request starts a new one. */
  restartEngine(): void;
  /** What the engine is doing now. */
  readonly activity: Activity;
  readonly datasets: DatasetStore;
  /** What the last answers said of each dataset. */
  readonly facts: FactStore;
  /** Rows that can be explained. */
  readonly targets: TargetLists;
  /** Edits of open data files. */
  readonly documents: TrackedDocuments;
  /** Self-influence of the training rows. */
  readonly scores: ScoreStore;
  readonly flags: FlagStore;
  /** Suspected mislabels and what was decided of them. */
  readonly review: ReviewStore;
  /** Why labels are suspect. */
  readonly evidence: EvidenceStore;
  /** Where the suspects stand that editors and Problems show. */
  readonly suspectPlaces: SuspectPlaces;
  /** The list of suspects. */
  readonly suspectsView: SuspectsView;
  /** Errors about a file as entries of Problems. */
  readonly problems: ProblemReporter;
  readonly recent: RecentExplanations;
  /** What all checks of single predictions found. */
  readonly checked: CheckedPredictions;
  /** Shows the file with the record selected, found again where it moved; refuses when that is ambiguous. */
  openRecord(place: RecordPlace, options?: { preserveFocus?: boolean }): Promise<void>;
  /** Logs any thrown value and shows it with its hint and what can be done; a cancellation shows nothing. */
  showError(thrown: unknown): ErrorData;
}
