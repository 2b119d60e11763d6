/** Finds the text of a record in the text of a document. Both have LF line ends. */

export type RecordMatch =
  | { found: true; line: number; endLine: number; endCharacter: number }
  | { found: false; reason: 'changed' | 'ambiguous' };

/**
 * Zero-based lines of the record in `text`: at `expectedLine` when it stands there, else wherever it stands alone. A record fills its
 * lines: it starts a line and ends one.
 */
export function findRecord(text: string, record: string, expectedLine: number): RecordMatch {
  const places: number[] = [];
  const expected = offsetOfLine(text, expectedLine);
  if (expected !== undefined && stands(text, record, expected)) return match(record, expectedLine);
  for (let at = text.indexOf(record); at >= 0 && places.length < 2; at = text.indexOf(record, at + 1))
    if (stands(text, record, at)) places.push(at);
  if (places.length === 1) return match(record, countBreaks(text, 0, places[0]));
  return { found: false, reason: places.length === 0 ? 'changed' : 'ambiguous' };
}

function stands(text: string, record: string, at: number): boolean {
  const end = at + record.length;
  return (
    text.startsWith(record, at) &&
    (at === 0 || text[at - 1] === '\n') &&
    (end === text.length || text[end] === '\n')
  );
}

function match(record: string, line: number): RecordMatch {
  const breaks = countBreaks(record, 0, record.length);
  return {
    found: true,
    line,
    endLine: line + breaks,
    endCharacter: breaks === 0 ? record.length : record.length - record.lastIndexOf('\n') - 1,
  };
}

function offsetOfLine(text: string, line: number): number | undefined {
  let at = 0;
  for (let i = 0; i < line; i++) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0) return undefined;
  }
  return at;
}

function countBreaks(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) breaks++;
  return breaks;
}
