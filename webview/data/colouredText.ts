/** A text cut into pieces by what its words speak for. */

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

export interface Piece {
  text: string;
  /** What the words weigh; 0 for the text between. */
  weight: number;
}

/** `weights` by lower-cased word; the first `length` characters of the text. */
export function weighWords(text: string, weights: ReadonlyMap<string, number>, length: number): Piece[] {
  const cut = text.slice(0, length);
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of cut.matchAll(WORD)) {
    const weight = weights.get(match[0].toLowerCase()) ?? 0;
    if (weight === 0) continue;
    if (match.index > at) pieces.push({ text: cut.slice(at, match.index), weight: 0 });
    pieces.push({ text: match[0], weight });
    at = match.index + match[0].length;
  }
  if (at < cut.length) pieces.push({ text: cut.slice(at), weight: 0 });
  if (cut.length < text.length) pieces.push({ text: '…', weight: 0 });
  return pieces;
}
