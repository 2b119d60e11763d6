import { checkDistance } from '../../core/checks/distance';
import { denseRow } from '../../core/models/linear/design';
import { nearestRow } from '../../core/nearestRows';
import { createRandom, shuffle } from '../../core/random';
import { recordFile } from '../../core/tables/cells';
import type { TrustCheck } from './types';

/** Training rows whose own distance to their nearest says what is usual. */
const COMPARED = 60;
const FEWEST_ROWS = 10;

/** How far the explained row is from the training data, in the features that the model sees. */
export const distanceCheck: TrustCheck = {
  cost: ({ fitted: { prepared } }) => {
    const { features } = prepared.problem;
    return COMPARED * (features.kind === 'dense' ? features.data.length : 2 * features.values.length);
  },
  async run({ dataset: { train, seed }, fitted: { prepared }, record, target, work }) {
    const { features } = prepared.problem;
    if (features.rows < FEWEST_ROWS) return undefined;
    const own = record.ref.set === 'train' ? train.rows.indexOf(record.row) : -1;
    const nearest = await nearestRow(features, denseRow(target.features, 0), own, work);
    const drawn = shuffle(Int32Array.from(train.rows.keys()), createRandom(seed))
      .filter((at) => at !== own)
      .subarray(0, COMPARED);
    const usual = new Float64Array(drawn.length);
    for (const [i, at] of drawn.entries())
      usual[i] = (await nearestRow(features, denseRow(features, at), at, work)).distance;
    const row = train.rows[nearest.row];
    const { records } = train.file.table;
    const place = `${recordFile(train.file.name, records, row)}:${records.line[row]}`;
    return checkDistance(nearest.distance, place, usual);
  },
};
