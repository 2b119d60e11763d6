/**
 * The messages between the extension host and the panel's webview, all of them, checked at both ends. The host sends
 * snapshots, never deltas; arrays over all training rows travel as typed arrays; cells are asked for when their rows come on
 * screen.
 *
 * A view is one entry of `PanelViews`, one loader in the host and one file in the webview.
 */
import * as v from 'valibot';
import type { AuditResult, AuditSettings } from './audit';
import type { CompareResult } from './compare';
import type { DecisionKind } from './decisions';
import type { DocumentHead, MislabelScore } from './documents';
import type { ErrorData } from './errors';
import type { FullChecks } from './fullChecks';
import type {
  ColumnValues,
  GroupAction,
  GroupChoice,
  GroupCondition,
  SlicesDocument,
  WhatIfDocument,
} from './groups';
import type { LayerReport } from './layers';
import { errorLocation, index, panelRequest, recordRef, whereConditions } from './panelRequest';
import type { Progress } from './progress';
import type { DatasetRef, ExplainResult, MislabelsResult, TargetChoice, ValidateResult } from './protocol';
import type { ColumnKind, RecordCells, RecordRef } from './records';
import type { RankingName } from './rankings';
import type { BudgetAnswer, LabelEvidence, ReviewChange } from './review';
import type { PackedResult } from './packed';
import type { WhyDocument } from './why';

/** What each view is asked, and what it is given to show; every result has the `head` of a document. */
export interface PanelViews {
  explanation: {
    /** `within`: only the training rows of this group are listed. `rankBy`: what they are ordered by; influence when absent. */
    request: Explained & { within?: GroupCondition[]; rankBy?: RankingName };
    result: ExplainResult;
  };
  /** Why one training row bears on the prediction as it does; `row` is its record index. */
  why: { request: Explained & { row: number }; result: WhyAnswer };
  /** Predicted against actual changes: so many rows of the standard sample, or each of these records, really left out. */
  verify: { request: Explained & { rows: number | number[] }; result: ValidateResult };
  /** What becomes of the prediction when a group of training rows is removed or relabelled. */
  whatIf: {
    request: Explained & { group: GroupChoice; action: GroupAction; verify: boolean };
    result: WhatIfAnswer;
  };
  /** Which part of the training data the prediction hangs on. */
  slices: { request: Explained; result: { head: DocumentHead; slices: SlicesDocument } };
  /** The same prediction as two models of the same rows explain it; `other` is the second one. */
  compare: { request: Explained & { other: DatasetRef }; result: CompareAnswer };
  /** Which predictions an edit of one training row could flip. */
  audit: { request: { dataset: DatasetRef } & AuditSettings; result: AuditAnswer };
  /** The training rows whose labels are suspect, to be fixed or kept. `balanced` as in the engine's request. */
  review: {
    request: { dataset: DatasetRef; score: MislabelScore; balanced?: boolean };
    result: RankedLabels;
  };
  /** How many rows are worth checking. */
  budget: {
    request: { dataset: DatasetRef } & Omit<BudgetAnswer['planted'], 'seed'>;
    result: { head: DocumentHead; budget: BudgetAnswer };
  };
}

/** A prediction that is explained. */
interface Explained {
  dataset: DatasetRef;
  target: RecordRef;
  choice: TargetChoice;
}

/** Both rows with their cells, in the order of `columns`. */
export interface WhyAnswer {
  head: DocumentHead;
  why: WhyDocument;
  columns: { name: string; kind: ColumnKind }[];
  row: RecordCells;
  explained: RecordCells;
}

export interface WhatIfAnswer {
  head: DocumentHead;
  whatIf: WhatIfDocument;
  columns: { name: string; kind: ColumnKind }[];
  explained: RecordCells;
  /** What the group can be chosen from. */
  values: ColumnValues[];
}

export interface CompareAnswer {
  /** Of the first model. */
  head: DocumentHead;
  compare: CompareResult;
  columns: { name: string; kind: ColumnKind }[];
  explained: RecordCells;
  /** The training rows that lead in either ranking. */
  leading: RecordCells[];
}

export interface AuditAnswer extends AuditResult {
  head: DocumentHead;
  columns: { name: string; kind: ColumnKind }[];
  /** The training and test rows that the attacks are about, each once. */
  records: RecordCells[];
}

/** The ranking of labels with what their rows' cells are. */
export interface RankedLabels extends MislabelsResult {
  columns: { name: string; kind: ColumnKind }[];
}

/** How far the review of a ranking is. Positions are those of its training columns. */
export interface ReviewState {
  decisions: RowDecision[];
  /** The ranking is not of what the file or its open document holds now. */
  stale: boolean;
  /** What the last fit on changed labels did. */
  change?: ReviewChange;
}

export interface RowDecision {
  position: number;
  decision: DecisionKind;
  /** The label that a fixed row has now. */
  to?: string;
}

export type ViewName = keyof PanelViews;
export type RequestOf<N extends ViewName> = { view: N } & PanelViews[N]['request'];
export type ResultOf<N extends ViewName> = PanelViews[N]['result'];
export type PanelRequest = { [N in ViewName]: RequestOf<N> }[ViewName];
export type PanelResult = { [N in ViewName]: { view: N; result: ResultOf<N> } }[ViewName];

/** Where the panel stands; sent whole whenever anything in it changes. */
export interface PanelState {
  request: PanelRequest;
  phase: 'loading' | 'ready' | 'failed' | 'cancelled';
  /** While loading. */
  progress?: Progress;
  /** When it failed. */
  error?: ErrorData;
  /** Number of the result that is shown; 0 while there is none. A result of an older request may stay while another loads. */
  revision: number;
  /** The data changed since the result was computed. */
  stale: boolean;
  /** Record indices of the flagged rows of the training file. */
  flagged: number[];
  /** Another explanation of this dataset opens in a new panel instead of in this one. */
  pinned: boolean;
  /** There is an earlier request to go back to. */
  canGoBack: boolean;
  /** For the view that reviews labels. */
  review?: ReviewState;
  /** All checks of the prediction that is explained, once they were asked for. */
  checks?: FullChecks;
}

/** Questions of the webview that are answered by a reply. */
export interface PanelCalls {
  cells: { params: { refs: RecordRef[] }; result: RecordCells[] };
  /** 1 for each training row (by position) that contains the text. */
  search: { params: { text: string }; result: Uint8Array };
  /** 1 for each training row (by position) that meets all conditions. */
  members: { params: { where: GroupCondition[] }; result: Uint8Array };
  /** How many training rows meet all conditions. */
  memberCount: { params: { where: GroupCondition[] }; result: number };
  /** By position; for results that come without. */
  selfInfluence: { params: Record<string, never>; result: Float64Array };
  /** What of the model is differentiated. */
  layers: { params: Record<string, never>; result: LayerReport[] };
  /** Why the label of a training row is suspect, held against the suggested one unless told otherwise. */
  evidence: { params: { row: RecordRef; against?: string }; result: LabelEvidence };
  /** Decides on rows of the ranking that is shown; answers which could not be decided, and why. */
  decide: {
    params: {
      revision: number;
      positions: Int32Array;
      decision: (typeof DECIDE)[number];
      /** What a fixed label becomes; the suggestion when absent. */
      label?: string;
    };
    result: { refused: { position: number; reason: string }[] };
  };
}

export const DECIDE = ['fix', 'keep', 'skip', 'reopen'] as const;

export type CallName = keyof PanelCalls;
export type CallParams<N extends CallName> = PanelCalls[N]['params'];
export type CallResult<N extends CallName> = PanelCalls[N]['result'];

/** What the webview keeps over a reload of the window. The part under `ui` is the view's own and is checked by the view. */
export const SavedPanel = v.object({
  version: v.literal(1),
  request: panelRequest satisfies v.GenericSchema<PanelRequest>,
  pinned: v.boolean(),
  ui: v.unknown(),
});
export type SavedPanel = v.InferOutput<typeof SavedPanel>;

/** Webview → host. `positions` are positions in the training columns of the result with that revision, as they are shown. */
export const FromPanel = v.variant('type', [
  /** The webview has loaded and shows nothing yet: send everything. */
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({
    type: v.literal('call'),
    id: index,
    call: v.variant('name', [
      v.strictObject({
        name: v.literal('cells'),
        params: v.strictObject({ refs: v.pipe(v.array(recordRef), v.maxLength(1000)) }),
      }),
      v.strictObject({ name: v.literal('search'), params: v.strictObject({ text: v.string() }) }),
      v.strictObject({ name: v.literal('members'), params: v.strictObject({ where: whereConditions }) }),
      v.strictObject({ name: v.literal('memberCount'), params: v.strictObject({ where: whereConditions }) }),
      v.strictObject({ name: v.literal('selfInfluence'), params: v.strictObject({}) }),
      v.strictObject({ name: v.literal('layers'), params: v.strictObject({}) }),
      v.strictObject({
        name: v.literal('evidence'),
        params: v.strictObject({ row: recordRef, against: v.optional(v.string()) }),
      }),
      v.strictObject({
        name: v.literal('decide'),
        params: v.strictObject({
          revision: index,
          positions: v.instance(Int32Array),
          decision: v.picklist(DECIDE),
          label: v.optional(v.string()),
        }),
      }),
    ]),
  }),
  /** The reply to this call is not needed any more. */
  v.strictObject({ type: v.literal('abandon'), id: index }),
  /** Show the record in its file; `focus` takes the keyboard there. */
  v.strictObject({ type: v.literal('open'), ref: recordRef, focus: v.boolean() }),
  v.strictObject({ type: v.literal('openLocation'), location: errorLocation }),
  v.strictObject({ type: v.literal('flag'), ref: recordRef, flagged: v.boolean() }),
  /** Show something else here. `replace` leaves the request now shown out of the way back. */
  v.strictObject({ type: v.literal('ask'), request: panelRequest, replace: v.boolean() }),
  v.strictObject({ type: v.literal('back') }),
  /** Run the request again: after an error, a cancel or a change of the data. */
  v.strictObject({ type: v.literal('run') }),
  v.strictObject({ type: v.literal('cancel') }),
  /** Runs all checks of the prediction that is explained, or stops them. */
  v.strictObject({ type: v.literal('checks'), run: v.boolean() }),
  v.strictObject({ type: v.literal('copy'), revision: index, positions: v.instance(Int32Array) }),
  /** To a file that the user names; its extension says in which format. */
  v.strictObject({ type: v.literal('export'), revision: index, positions: v.instance(Int32Array) }),
  v.strictObject({ type: v.literal('pin'), pinned: v.boolean() }),
  v.strictObject({ type: v.literal('showLog') }),
  v.strictObject({ type: v.literal('manageTrust') }),
  /** An error in the webview itself, for the log. */
  v.strictObject({ type: v.literal('fault'), message: v.string(), stack: v.optional(v.string()) }),
]);
export type FromPanel = v.InferOutput<typeof FromPanel>;

/** Host → webview. */
export type ToPanel =
  | { type: 'state'; state: PanelState }
  | { type: 'result'; revision: number; result: PackedResult }
  | { type: 'reply'; id: number; result: CallResult<CallName> }
  | { type: 'reply'; id: number; error: ErrorData };
