/**
 * The messages between the extension host and the panel's webview, all of them, checked at both ends. The host sends
 * snapshots, never deltas; arrays over all training rows travel as typed arrays; cells are asked for when their rows come on
 * screen.
 *
 * A view is one entry of `PanelViews`, one loader in the host and one file in the webview.
 */
import * as v from 'valibot';
import { BACKENDS, SOLVERS } from './config';
import type { DecisionKind } from './decisions';
import type { DocumentHead, MislabelScore } from './documents';
import type { ErrorData, ErrorLocation } from './errors';
import type { Progress } from './progress';
import type { DatasetRef, ExplainResult, MislabelsResult, TargetChoice } from './protocol';
import type { ColumnKind, RecordCells, RecordRef } from './records';
import type { BudgetAnswer, LabelEvidence, ReviewChange } from './review';

/** View type of the panel, for its serializer and its activation event. */
export const PANEL_TYPE = 'influence.panel';

/** What each view is asked, and what it is given to show; every result has the `head` of a document. */
export interface PanelViews {
  explanation: {
    request: { dataset: DatasetRef; target: RecordRef; choice: TargetChoice };
    result: ExplainResult;
  };
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
}

/** Questions of the webview that are answered by a reply. */
export interface PanelCalls {
  cells: { params: { refs: RecordRef[] }; result: RecordCells[] };
  /** 1 for each training row (by position) that contains the text. */
  search: { params: { text: string }; result: Uint8Array };
  /** By position; for results that come without. */
  selfInfluence: { params: Record<string, never>; result: Float64Array };
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
export const SCORES = ['alo', 'self-influence', 'loss'] as const satisfies readonly MislabelScore[];
export const PLANTED = [
  'uniform',
  'class',
  'boundary',
] as const satisfies readonly BudgetAnswer['planted']['kind'][];

export type CallName = keyof PanelCalls;
export type CallParams<N extends CallName> = PanelCalls[N]['params'];
export type CallResult<N extends CallName> = PanelCalls[N]['result'];

const index = v.pipe(v.number(), v.integer(), v.minValue(0));

const datasetRef = v.strictObject({
  config: v.pipe(v.string(), v.minLength(1)),
  backend: v.optional(v.picklist(['auto', ...BACKENDS])),
  solver: v.optional(v.picklist(SOLVERS)),
  seed: v.optional(index),
}) satisfies v.GenericSchema<DatasetRef>;

const recordRef = v.strictObject({
  set: v.picklist(['train', 'test', 'input']),
  row: index,
  file: v.optional(v.string()),
}) satisfies v.GenericSchema<RecordRef>;

const targetChoice = v.variant('by', [
  v.strictObject({ by: v.literal('label') }),
  v.strictObject({ by: v.literal('prediction') }),
  v.strictObject({ by: v.literal('class'), name: v.string() }),
]) satisfies v.GenericSchema<TargetChoice>;

const errorLocation = v.strictObject({
  file: v.string(),
  line: v.optional(index),
  column: v.optional(index),
  key: v.optional(v.string()),
}) satisfies v.GenericSchema<ErrorLocation>;

const panelRequest = v.variant('view', [
  v.strictObject({
    view: v.literal('explanation'),
    dataset: datasetRef,
    target: recordRef,
    choice: targetChoice,
  }),
  v.strictObject({
    view: v.literal('review'),
    dataset: datasetRef,
    score: v.picklist(SCORES),
    balanced: v.optional(v.boolean()),
  }),
  v.strictObject({
    view: v.literal('budget'),
    dataset: datasetRef,
    rate: v.pipe(v.number(), v.gtValue(0), v.maxValue(0.5)),
    kind: v.picklist(PLANTED),
    draws: v.pipe(index, v.minValue(1), v.maxValue(50)),
  }),
]) satisfies v.GenericSchema<PanelRequest>;

/** What the webview keeps over a reload of the window. The part under `ui` is the view's own and is checked by the view. */
export const SavedPanel = v.object({
  version: v.literal(1),
  request: panelRequest,
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
      v.strictObject({ name: v.literal('selfInfluence'), params: v.strictObject({}) }),
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
  | { type: 'result'; revision: number; result: PanelResult }
  | { type: 'reply'; id: number; result: CallResult<CallName> }
  | { type: 'reply'; id: number; error: ErrorData };
