/** What the review store of the host says of the ranking that a panel shows. */
import { LensError } from '../../contract/errors';
import type { CallParams, CallResult, PanelResult, RankedLabels, ReviewState } from '../../contract/panel';
import type { Work } from '../../contract/progress';
import type { DatasetRef, MislabelsResult } from '../../contract/protocol';
import type { RecordCells } from '../../contract/records';
import type { LabelEvidence } from '../../contract/review';
import { hashAt } from '../review/queue';
import type { Review } from '../review/types';
import type { Services } from '../services';

/** Positions by record index, of the ranking shown last. */
let places: { of: MislabelsResult['training']; byRow: Map<number, number> } | undefined;

export function positionOf({ training }: MislabelsResult, row: number): number | undefined {
  if (places?.of !== training) {
    places = {
      of: training,
      byRow: new Map(Array.from(training.row, (record, position) => [record, position])),
    };
  }
  return places.byRow.get(row);
}

export function reviewState({ decided, stale, change }: Review): ReviewState {
  const decisions = Array.from(decided, ([position, { entry }]) => ({
    position,
    decision: entry.decision,
    ...(entry.to !== undefined && { to: entry.to }),
  }));
  return { decisions, stale, change };
}

/** Refuses records that are neither as they were ranked nor what a fix made of them. */
export function requireRanked(
  services: Services,
  result: RankedLabels,
  records: readonly RecordCells[],
): void {
  const { decided } = services.review.of(result.head.dataset.config);
  for (const { ref, place } of records) {
    const position = positionOf(result, ref.row);
    const ranked = position !== undefined && hashAt(result.hashes, position) === place.hash;
    const fixed = position !== undefined && decided.get(position)?.entry.hashAfter === place.hash;
    if (!ranked && !fixed) throw changed();
  }
}

/**
 * The evidence of the model that was ranked by; once labels were changed in the file, that of the model on the labels as they are
 * now, whose training rows must still be the same.
 */
export async function evidenceFor(
  services: Services,
  dataset: DatasetRef,
  result: RankedLabels,
  { row, against }: CallParams<'evidence'>,
  work: Work,
): Promise<LabelEvidence> {
  const { fingerprint } = result.head.dataset;
  const fresh = await services.engine.request('fresh', { dataset, fingerprint }, work);
  const answer = await services.engine.request(
    'evidence',
    { dataset, row, against, ...(fresh && { fingerprint }) },
    work,
  );
  if (answer.position !== positionOf(result, row.row)) throw changed();
  return answer;
}

export async function decide(
  services: Services,
  shown: PanelResult,
  { positions, decision, label }: CallParams<'decide'>,
): Promise<CallResult<'decide'>> {
  const result = rankingOf(shown);
  const { config } = result.head.dataset;
  // The store knows positions of its own ranking only.
  if (services.review.of(config).result?.training !== result.training) throw changed();
  const { refused } = await services.review.decide(
    config,
    Array.from(positions),
    decision === 'fix' ? { kind: 'fix', to: label } : { kind: decision },
  );
  return { refused: refused.map(({ position, error }) => ({ position, reason: error.message })) };
}

export function rankingOf(shown: PanelResult): RankedLabels {
  if (shown.view !== 'review') throw new LensError('usage', 'No labels are under review here.');
  return shown.result;
}

function changed(): LensError {
  return new LensError('stale', 'The file changed since it was ranked.', { hint: 'Fit again.' });
}
