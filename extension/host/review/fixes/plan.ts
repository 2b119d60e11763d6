/** Asks the engine where labels stand on disk and what to write there, row by row where some are refused. */
import { toErrorData, type ErrorData } from '../../../contract/errors';
import type { DatasetRef } from '../../../contract/protocol';
import type { LabelEdit, PlannedLabelEdit } from '../../../contract/review';
import type { Work } from '../../../contract/progress';
import type { Engine } from '../../engineTypes';

export interface PlanOutcome {
  /** `index` in the edits that were asked for. */
  planned: { index: number; plan: PlannedLabelEdit }[];
  refused: { index: number; error: ErrorData }[];
}

export async function planEdits(
  engine: Engine,
  dataset: DatasetRef,
  edits: readonly LabelEdit[],
  work?: Partial<Work>,
): Promise<PlanOutcome> {
  const refused: PlanOutcome['refused'] = [];
  const refuse = (index: number, thrown: unknown) => {
    const error = toErrorData(thrown);
    if (error.code === 'cancelled') throw thrown;
    refused.push({ index, error });
  };
  // Rows that are gone are found out one by one first, which costs next to nothing, so that they do not spoil the rest.
  const found = await Promise.all(
    edits.map(async ({ place, to }, index) => {
      try {
        return { index, edit: { place: await engine.request('locate', { place }, work), to } };
      } catch (thrown) {
        refuse(index, thrown);
        return undefined;
      }
    }),
  );
  const there = found.filter((one) => one !== undefined);
  if (there.length === 0) return { planned: [], refused };
  try {
    const plans = await engine.request(
      'planLabelEdits',
      { dataset, edits: there.map(({ edit }) => edit) },
      work,
    );
    return { planned: there.map(({ index }, i) => ({ index, plan: plans[i] })), refused };
  } catch (thrown) {
    if (there.length === 1) {
      refuse(there[0].index, thrown);
      return { planned: [], refused };
    }
  }
  const planned: PlanOutcome['planned'] = [];
  for (const { index, edit } of there) {
    try {
      const [plan] = await engine.request('planLabelEdits', { dataset, edits: [edit] }, work);
      planned.push({ index, plan });
    } catch (thrown) {
      refuse(index, thrown);
    }
  }
  return { planned, refused };
}

/** A record's text with the label changed. */
export function applyPlan(text: string, { text: { from, to, replacement } }: PlannedLabelEdit): string {
  return text.slice(0, from) + replacement + text.slice(to);
}
