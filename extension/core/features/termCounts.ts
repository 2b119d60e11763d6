/** Terms of a text and how often each occurs: words, and runs of up to `ngrams` words joined by a blank. */
import type { Interner } from '../tables/strings';
import { findString, internString } from '../tables/strings';
import { createTokenizer } from './tokens';

export interface TermOptions {
  lowercase: boolean;
  /** Longest run of words that is a term. */
  ngrams: number;
}

export interface TermCounter {
  /** Counts the terms of a text in UTF-8: afterwards `seen[0 … n)` are the terms that occur, `counts[term]` how often. Returns n. */
  count(bytes: Uint8Array, start: number, end: number): number;
  seen: Int32Array;
  counts: Int32Array;
}

const BLANK = 0x20;

/** @param learning terms that are new are added to `terms`; otherwise they are passed over */
export function createTermCounter(terms: Interner, options: TermOptions, learning: boolean): TermCounter {
  const { ngrams } = options;
  const tokenizer = createTokenizer(options.lowercase);
  const look = learning ? internString : findString;
  const counter: TermCounter = { count, seen: new Int32Array(1024), counts: new Int32Array(1024) };
  let found = 0;
  /** The last words, each followed by a blank, and where each of them starts. */
  const recent = new Uint8Array(ngrams * 512);
  const starts: number[] = [];
  let used = 0;

  const add = (bytes: Uint8Array, from: number, to: number): void => {
    const term = look(terms, bytes, from, to);
    if (term < 0) return;
    if (term >= counter.counts.length) {
      const counts = new Int32Array(2 * Math.max(term, counter.counts.length));
      counts.set(counter.counts);
      counter.counts = counts;
    }
    if (counter.counts[term]++ > 0) return;
    if (found === counter.seen.length) {
      const seen = new Int32Array(2 * found);
      seen.set(counter.seen);
      counter.seen = seen;
    }
    counter.seen[found++] = term;
  };

  const takeRun = (bytes: Uint8Array, from: number, to: number): void => {
    add(bytes, from, to);
    if (starts.length === ngrams) {
      const dropped = starts.length > 1 ? starts[1] : used;
      recent.copyWithin(0, dropped, used);
      used -= dropped;
      starts.shift();
      for (let i = 0; i < starts.length; i++) starts[i] -= dropped;
    }
    starts.push(used);
    recent.set(bytes.subarray(from, to), used);
    used += to - from;
    for (let i = starts.length - 2; i >= 0; i--) add(recent, starts[i], used);
    recent[used++] = BLANK;
  };

  function count(bytes: Uint8Array, start: number, end: number): number {
    for (let i = 0; i < found; i++) counter.counts[counter.seen[i]] = 0;
    found = 0;
    used = 0;
    starts.length = 0;
    tokenizer.words(bytes, start, end, ngrams > 1 ? takeRun : add);
    return found;
  }

  return counter;
}
