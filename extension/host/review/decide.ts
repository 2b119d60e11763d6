/** Carries out decisions: labels into the file, a line each into the log. */
import { basename, dirname, relative } from 'node:path';
import type { Decision } from '../../contract/decisions';
import { LensError, toErrorData } from '../../contract/errors';
import type { DatasetRef, MislabelsResult } from '../../contract/protocol';
import type { RecordPlace } from '../../contract/records';
import type { TrackedDocuments } from '../editor/documents';
import type { Engine } from '../engineTypes';
import type { PlacedEntry } from '../sidecar/store';
import { applyFixes } from './fixes/apply';
import type { Fix, PlannedFix } from './fixes/types';
import type { DecisionLog } from './log';
import { placeIn } from './queue';
import { hasRowsOfText, rowPlace } from './rowPlace';
import type { DecisionOutcome, DecisionRequest, PlacedDecision } from './types';

export interface DecisionContext {
  engine: Engine;
  documents: TrackedDocuments;
  log: DecisionLog;
  dataset: DatasetRef;
  result: MislabelsResult;
  decided: ReadonlyMap<number, PlacedDecision>;
}

export async function decideRows(
  context: DecisionContext,
  positions: readonly number[],
  request: DecisionRequest,
): Promise<DecisionOutcome> {
  await context.log.check(context.dataset.config);
  switch (request.kind) {
    case 'fix':
      return fixRows(context, positions, (position) => request.to ?? suggestionOf(context.result, position));
    case 'keep':
      return markRows(context, positions, 'kept');
    case 'skip':
      return markRows(context, positions, 'skipped');
    case 'reopen':
      return reopenRows(context, positions);
  }
}

async function fixRows(
  context: DecisionContext,
  positions: readonly number[],
  labelOf: (position: number) => string,
): Promise<DecisionOutcome> {
  const { engine, documents, log, dataset, result, decided } = context;
  if (!hasRowsOfText(result)) {
    const error = toErrorData(notWritable(result));
    return { done: [], refused: positions.map((position) => ({ position, error })) };
  }
  const fixes = positions.map((position): Fix => {
    const earlier = fixOf(decided, position);
    const isSaved = earlier?.place?.hash === earlier?.entry.hashAfter;
    return {
      position,
      place: earlier?.place ?? placeIn(result, position),
      to: labelOf(position),
      unsaved: earlier && !isSaved ? earlier.entry : undefined,
    };
  });
  const { done, refused } = await applyFixes(engine, documents, dataset, result.file, fixes);
  const add: PlacedEntry<Decision>[] = [];
  const remove: Decision[] = [];
  for (const fix of done) {
    const earlier = fixOf(decided, fix.position)?.entry;
    if (earlier && earlier.from === fix.to) remove.push(earlier);
    else add.push({ entry: fixEntry(context, fix, earlier), file: result.file, place: placeAfter(fix) });
  }
  await log.change(dataset.config, add, remove);
  return { done: done.map(({ position }) => position), refused };
}

/** Undefined where it has to be looked up. */
function placeAfter({ plan, written }: PlannedFix): RecordPlace | undefined {
  return written ? undefined : plan.place;
}

/** A row that is fixed twice has one decision: from its first label to the last. */
function fixEntry(
  context: DecisionContext,
  { position, plan, to }: PlannedFix,
  earlier?: Decision,
): Decision {
  const entry = entryOf(context, position, plan.place, 'fixed');
  const { row, line, hash, from } = earlier ?? { ...entry, from: plan.from };
  return { ...entry, row, line, hash, from, to, hashAfter: plan.hashAfter };
}

async function markRows(
  context: DecisionContext,
  positions: readonly number[],
  decision: 'kept' | 'skipped',
): Promise<DecisionOutcome> {
  const { engine, log, dataset, result, decided } = context;
  const outcome: DecisionOutcome = { done: [], refused: [] };
  const add: PlacedEntry<Decision>[] = [];
  for (const position of positions) {
    try {
      const known = await rowPlace(engine, dataset, result, position);
      const place = await engine.request('locate', { place: known });
      if (fixOf(decided, position)) throw alreadyFixed(place);
      add.push({ entry: entryOf(context, position, place, decision), file: place.file, place });
      outcome.done.push(position);
    } catch (thrown) {
      outcome.refused.push({ position, error: toErrorData(thrown) });
    }
  }
  await log.change(dataset.config, add, []);
  return outcome;
}

async function reopenRows(context: DecisionContext, positions: readonly number[]): Promise<DecisionOutcome> {
  const { log, dataset, decided } = context;
  const fixed = positions.filter((position) => fixOf(decided, position));
  const marked = positions.filter((position) => decided.has(position) && !fixed.includes(position));
  const back = (position: number) => fixOf(decided, position)!.entry.from;
  const outcome = fixed.length > 0 ? await fixRows(context, fixed, back) : { done: [], refused: [] };
  const remove = marked.map((position) => decided.get(position)!.entry);
  await log.change(dataset.config, [], remove);
  return { done: [...outcome.done, ...marked], refused: outcome.refused };
}

function entryOf(
  { dataset, result }: DecisionContext,
  position: number,
  { file, row, line, hash }: RecordPlace,
  decision: Decision['decision'],
): Decision {
  const { training, suspicion } = result;
  return {
    file: relative(dirname(dataset.config), file).replaceAll('\\', '/'),
    row,
    line,
    hash,
    decision,
    from: training.classes[training.label[position]],
    score: Number(suspicion[position].toPrecision(6)),
    at: new Date().toISOString(),
  };
}

function suggestionOf({ training, suggested }: MislabelsResult, position: number): string {
  return training.classes[suggested[position]];
}

function fixOf(decided: DecisionContext['decided'], position: number): PlacedDecision | undefined {
  const placed = decided.get(position);
  return placed?.entry.decision === 'fixed' ? placed : undefined;
}

function notWritable({ file }: MislabelsResult): LensError {
  return new LensError(
    'usage',
    `Labels in ${basename(file)} cannot be changed here: it is no text file with a row for each record.`,
    {
      hint: 'Change them where they are kept: move the file to the folder of its class, or write the table again. Keep and Skip work.',
      location: { file },
    },
  );
}

function alreadyFixed({ file, row, line }: RecordPlace): LensError {
  return new LensError('usage', `The label of row ${row} was changed already.`, {
    hint: 'Reopen the row first.',
    location: { file, line },
  });
}
