/** Words of a text cell, to show what two texts have in common. */

/** Longer texts are compared by their beginnings: cells are compared while the user scrolls. */
const COMPARED = 20_000;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

/** Distinct words of two characters and more, lower-cased. */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of text.slice(0, COMPARED).matchAll(WORD)) {
    if (word.length > 1) words.add(word.toLowerCase());
  }
  return words;
}

/** `share` is shared words over all distinct words of both (Jaccard); 1 for two texts without words. */
export function sharedWords(a: string, b: string): { shared: number; share: number } {
  const left = wordsOf(a);
  const right = wordsOf(b);
  let shared = 0;
  for (const word of left) if (right.has(word)) shared++;
  const all = left.size + right.size - shared;
  return { shared, share: all === 0 ? 1 : shared / all };
}

export interface Passage {
  text: string;
  shared: boolean;
}

/**
 * A short passage of `text`, whitespace folded, cut into pieces that are words shared with `words` and what stands between. It
 * starts a little before the first shared word when that is far in.
 */
export function passages(text: string, words: ReadonlySet<string>, length: number): Passage[] {
  const flat = text.slice(0, COMPARED).replace(/\s+/g, ' ').trim();
  const isShared = (word: string) => word.length > 3 && words.has(word.toLowerCase());
  let start = 0;
  for (const match of flat.matchAll(WORD)) {
    if (!isShared(match[0])) continue;
    if (match.index > length / 2) start = Math.max(0, flat.lastIndexOf(' ', match.index - length / 6) + 1);
    break;
  }
  const cut = flat.slice(start, start + length);
  const pieces: Passage[] = [];
  const push = (piece: string, shared: boolean) => {
    if (piece === '') return;
    const last = pieces.at(-1);
    if (last && last.shared === shared) last.text += piece;
    else pieces.push({ text: piece, shared });
  };
  if (start > 0) push('… ', false);
  let at = 0;
  for (const match of cut.matchAll(WORD)) {
    if (!isShared(match[0])) continue;
    push(cut.slice(at, match.index), false);
    push(match[0], true);
    at = match.index + match[0].length;
  }
  push(cut.slice(at), false);
  if (start + length < flat.length) push('…', false);
  return pieces;
}
