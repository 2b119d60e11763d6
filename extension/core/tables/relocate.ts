/** Finding a record again in a file that may have changed. */
import { LensError } from '../../contract/errors';
import type { RecordPlace } from '../../contract/records';
import { recordPlace } from './cells';
import { parseHash } from './hash';
import type { RecordIndex } from './types';

/**
 * Where the record that held `place` stands in `records`. Throws `stale` when its content is gone, or stands in several records of which
 * none is at the old place.
 */
export function relocate(records: RecordIndex, place: RecordPlace): RecordPlace {
  const rows: number[] = [];
  const [high, low] = parseHash(place.hash);
  for (let row = 0; row < records.count; row++) {
    if (records.hash[2 * row] === high && records.hash[2 * row + 1] === low) rows.push(row);
  }
  // Who keeps no offsets (a flags file) gives an empty range: then the row and the line stand for them.
  const hasOffsets = place.end > place.start;
  const unmoved = rows.find(
    (row) =>
      row === place.row &&
      (hasOffsets ? records.start[row] === place.start : records.line[row] === place.line),
  );
  const found = unmoved ?? (rows.length === 1 ? rows[0] : undefined);
  if (found === undefined) {
    throw new LensError(
      'stale',
      rows.length === 0
        ? `Record ${place.row} has changed or is gone.`
        : `Record ${place.row} has moved, and ${rows.length} records have its content.`,
      { hint: 'Run the analysis again.', location: { file: place.file, line: place.line } },
    );
  }
  return recordPlace(place.file, records, found);
}
