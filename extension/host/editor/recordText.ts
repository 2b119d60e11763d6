/**
 * Finds the text of a record in a document that may hold edits which are not saved. Knows nothing of the editor. All text has LF line
 * ends, all lines are zero-based.
 */
import { hunkAround, toCurrent, type Hunk, type Hunks } from './lineHunks';

export type RecordMatch = { found: true; line: number } | { found: false; reason: 'changed' | 'ambiguous' };

/** The lines of a document, or of the file on disk. */
export type LinesBetween = (start: number, end: number) => readonly string[];

/**
 * Where the record stands that starts on `line` on disk. Outside of the edited lines that is certain. Among them it is taken only where
 * it can be no other: as the only one of its text there, and on disk.
 *
 * @param unsaved the text is what unsaved edits made of the record, so that on disk no line among the edited ones may have it
 */
export function findRecord(
  hunks: Hunks,
  record: string,
  line: number,
  document: LinesBetween,
  disk: LinesBetween,
  unsaved = false,
): RecordMatch {
  const lines = record.split('\n');
  const last = line + lines.length - 1;
  const start = toCurrent(hunks, line);
  if (start !== undefined && toCurrent(hunks, last) === start + lines.length - 1) {
    const stands = !unsaved && sameLines(document(start, start + lines.length), lines);
    return stands ? { found: true, line: start } : { found: false, reason: 'changed' };
  }
  const hunk = hunkAround(hunks, line, last);
  if (!hunk) return { found: false, reason: 'changed' };
  const { from, fromEnd, to, toEnd } = hunk;
  const here = placesOf(lines, document(to, toEnd));
  if (here.length === 0) return { found: false, reason: 'changed' };
  const isOnlyOne = here.length === 1 && placesOf(lines, disk(from, fromEnd)).length === (unsaved ? 0 : 1);
  return isOnlyOne ? { found: true, line: to + here[0] } : { found: false, reason: 'ambiguous' };
}

/** Whether the record stands anywhere among the lines of a hunk. */
export function standsIn({ to, toEnd }: Hunk, record: string, document: LinesBetween): boolean {
  return placesOf(record.split('\n'), document(to, toEnd)).length > 0;
}

function placesOf(record: readonly string[], lines: readonly string[]): number[] {
  const places: number[] = [];
  for (let at = 0; at + record.length <= lines.length; at++)
    if (record.every((line, i) => lines[at + i] === line)) places.push(at);
  return places;
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, i) => line === b[i]);
}
