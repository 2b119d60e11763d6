/** What each view of the panel may be asked, checked where it crosses a border. */
import * as v from 'valibot';
import type { AuditSettings } from './audit';
import { ColumnBound, MOST_LEVELS } from './auditConfig';
import { BACKENDS, SOLVERS } from './config';
import type { MislabelScore } from './documents';
import type { ErrorLocation } from './errors';
import type { GroupAction, GroupChoice, GroupCondition } from './groups';
import type { DatasetRef, TargetChoice } from './protocol';
import { RANKINGS } from './rankings';
import type { RecordRef } from './records';
import type { BudgetAnswer } from './review';

export const SCORES = ['alo', 'self-influence', 'loss'] as const satisfies readonly MislabelScore[];
export const PLANTED = [
  'uniform',
  'class',
  'boundary',
] as const satisfies readonly BudgetAnswer['planted']['kind'][];

/** Most rows that a verification leaves out, each on its own. */
export const MOST_VERIFIED = 500;

export const index = v.pipe(v.number(), v.integer(), v.minValue(0));

const datasetRef = v.strictObject({
  config: v.pipe(v.string(), v.minLength(1)),
  backend: v.optional(v.picklist(['auto', ...BACKENDS])),
  solver: v.optional(v.picklist(SOLVERS)),
  seed: v.optional(index),
}) satisfies v.GenericSchema<DatasetRef>;

export const recordRef = v.strictObject({
  set: v.picklist(['train', 'test', 'input']),
  row: index,
  file: v.optional(v.string()),
}) satisfies v.GenericSchema<RecordRef>;

const targetChoice = v.variant('by', [
  v.strictObject({ by: v.literal('label') }),
  v.strictObject({ by: v.literal('prediction') }),
  v.strictObject({ by: v.literal('class'), name: v.string() }),
]) satisfies v.GenericSchema<TargetChoice>;

export const errorLocation = v.strictObject({
  file: v.string(),
  line: v.optional(index),
  column: v.optional(index),
  key: v.optional(v.string()),
}) satisfies v.GenericSchema<ErrorLocation>;

export const whereConditions = v.pipe(
  v.array(
    v.strictObject({
      column: v.string(),
      value: v.optional(v.string()),
      from: v.optional(v.number()),
      to: v.optional(v.number()),
    }) satisfies v.GenericSchema<GroupCondition>,
  ),
  v.minLength(1),
);

const rowIndices = v.pipe(v.array(index), v.minLength(1));

const groupChoice = v.union([
  v.strictObject({ where: whereConditions }),
  v.strictObject({ rows: rowIndices }),
]) satisfies v.GenericSchema<GroupChoice>;

const groupAction = v.variant('do', [
  v.strictObject({ do: v.literal('remove') }),
  v.strictObject({ do: v.literal('relabel'), label: v.string() }),
]) satisfies v.GenericSchema<GroupAction>;

const auditSettings = v.strictObject({
  targets: v.optional(v.pipe(index, v.minValue(1))),
  levels: v.optional(v.pipe(index, v.maxValue(MOST_LEVELS))),
  share: v.optional(v.pipe(v.number(), v.minValue(0))),
  columns: v.optional(v.record(v.string(), ColumnBound)),
}) satisfies v.GenericSchema<AuditSettings>;

/** A prediction that is explained. */
const explained = { dataset: datasetRef, target: recordRef, choice: targetChoice };

export const panelRequest = v.variant('view', [
  v.strictObject({
    view: v.literal('explanation'),
    ...explained,
    within: v.optional(whereConditions),
    rankBy: v.optional(v.picklist(RANKINGS)),
  }),
  v.strictObject({ view: v.literal('why'), ...explained, row: index }),
  v.strictObject({
    view: v.literal('verify'),
    ...explained,
    rows: v.union([
      v.pipe(index, v.minValue(1), v.maxValue(MOST_VERIFIED)),
      v.pipe(rowIndices, v.maxLength(MOST_VERIFIED)),
    ]),
  }),
  v.strictObject({
    view: v.literal('whatIf'),
    ...explained,
    group: groupChoice,
    action: groupAction,
    verify: v.boolean(),
  }),
  v.strictObject({ view: v.literal('slices'), ...explained }),
  v.strictObject({ view: v.literal('compare'), ...explained, other: datasetRef }),
  v.strictObject({ view: v.literal('audit'), dataset: datasetRef, ...auditSettings.entries }),
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
]);
