/**
 * Which lines of a document are where they were, after any number of edits: the lines changed so far as a sorted list of hunks, like a
 * diff. An edit costs one pass over the hunks and nothing for the lines of the document. All lines are zero-based.
 */

/** Lines [from, fromEnd) of the original stand as [to, toEnd) in the current document, and are not the same any more. */
export interface Hunk {
  readonly from: number;
  readonly fromEnd: number;
  readonly to: number;
  readonly toEnd: number;
}

export type Hunks = readonly Hunk[];

/** Lines [start, end) are replaced by `inserted` other lines. */
export interface LineEdit {
  readonly start: number;
  readonly end: number;
  readonly inserted: number;
}

/**
 * The hunks after `edits`, which don't overlap and are all in lines of the document before the first of them. Touching hunks
 * become one. The work is proportional to the number of hunks and edits together.
 */
export function applyEdits(hunks: Hunks, edits: readonly LineEdit[]): Hunks {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const result: Hunk[] = [];
  /** Lines added so far: by hunks (original to current) and by edits (current to next). */
  let hunkShift = 0;
  let editShift = 0;
  let h = 0;
  let e = 0;
  while (h < hunks.length || e < sorted.length) {
    // Grow one group of hunks and edits that touch each other, in current lines [start, end).
    const fromHunk = e >= sorted.length || (h < hunks.length && hunks[h].to <= sorted[e].start);
    const start = fromHunk ? hunks[h].to : sorted[e].start;
    const hunkShiftBefore = hunkShift;
    const editShiftBefore = editShift;
    let end = start;
    for (;;) {
      if (h < hunks.length && hunks[h].to <= end) {
        end = Math.max(end, hunks[h].toEnd);
        hunkShift += hunks[h].toEnd - hunks[h].to - (hunks[h].fromEnd - hunks[h].from);
        h++;
      } else if (e < sorted.length && sorted[e].start <= end) {
        end = Math.max(end, sorted[e].end);
        editShift += sorted[e].inserted - (sorted[e].end - sorted[e].start);
        e++;
      } else break;
    }
    result.push({
      from: start - hunkShiftBefore,
      fromEnd: end - hunkShift,
      to: start + editShiftBefore,
      toEnd: end + editShift,
    });
  }
  return result;
}

/** A change of text as an editor reports it: `text` in place of the text between two positions. */
export interface TextEdit {
  start: { line: number; character: number };
  end: { line: number; character: number };
  text: string;
}

/**
 * The lines that an edit changes. Whole lines that are inserted or removed leave their neighbours alone; `atLineEnd` says that
 * the edit inserts at the end of a line, which then stays the same when the text begins with a line break.
 */
export function lineEdit({ start, end, text }: TextEdit, atLineEnd = false): LineEdit {
  const breaks = text.match(/\r\n|\n|\r/g)?.length ?? 0;
  if (start.character === 0 && end.character === 0 && (text === '' || /[\r\n]$/.test(text)))
    return { start: start.line, end: end.line, inserted: breaks };
  if (atLineEnd && /^[\r\n]/.test(text))
    return { start: start.line + 1, end: start.line + 1, inserted: breaks };
  return { start: start.line, end: end.line + 1, inserted: breaks + 1 };
}

/** The hunk that turns one list of lines into another: what is left between the common first and last lines. */
export function hunksBetween(before: readonly string[], after: readonly string[]): Hunks {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  if (head === before.length && head === after.length) return [];
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [{ from: head, fromEnd: before.length - tail, to: head, toEnd: after.length - tail }];
}

/** Where an unchanged original line stands now; undefined when it was changed or removed. */
export function toCurrent(hunks: Hunks, line: number): number | undefined {
  const i = lastStartingAt(hunks, line, (hunk) => hunk.from);
  if (i < 0) return line;
  if (line < hunks[i].fromEnd) return undefined;
  return line - hunks[i].fromEnd + hunks[i].toEnd;
}

/** The same, but a line that was edited in place is where it was among its neighbours. */
export function followCurrent(hunks: Hunks, line: number): number | undefined {
  const i = lastStartingAt(hunks, line, (hunk) => hunk.from);
  if (i < 0 || line >= hunks[i].fromEnd) return toCurrent(hunks, line);
  const { from, fromEnd, to, toEnd } = hunks[i];
  return fromEnd - from === toEnd - to ? line - from + to : undefined;
}

/** Which original line stands here unchanged; undefined when this line is new or changed. */
export function toOriginal(hunks: Hunks, line: number): number | undefined {
  const i = lastStartingAt(hunks, line, (hunk) => hunk.to);
  if (i < 0) return line;
  if (line < hunks[i].toEnd) return undefined;
  return line - hunks[i].toEnd + hunks[i].fromEnd;
}

/** The last hunk whose start is at or before `line`, or −1. */
function lastStartingAt(hunks: Hunks, line: number, start: (hunk: Hunk) => number): number {
  let low = 0;
  let high = hunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start(hunks[middle]) <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The edited lines among [first, last] of the original and all others of them, as one hunk: what became of a record that spans lines.
 * Undefined when none of them was edited.
 */
export function hunkAround(hunks: Hunks, first: number, last: number): Hunk | undefined {
  const edited = hunks.filter(({ from, fromEnd }) => from <= last && first < fromEnd);
  if (edited.length === 0) return undefined;
  const head = edited[0];
  const tail = edited[edited.length - 1];
  const from = Math.min(head.from, first);
  const fromEnd = Math.max(tail.fromEnd, last + 1);
  return { from, fromEnd, to: head.to - (head.from - from), toEnd: tail.toEnd + (fromEnd - tail.fromEnd) };
}
