/**
 * Words of a text in UTF-8. A word is a run of letters, marks and digits of any script; apostrophes stay inside a word (`don't`),
 * points, commas and colons inside a number (`1,000`, `10:30`, `127.0.0.1`). Ideographs and kana stand alone, as their scripts have
 * no blanks. Addresses fall into their words. Single ASCII characters and runs longer than 64 bytes (encoded attachments) are no
 * words.
 */
import { decodeUtf8 } from '../tables/encoding';

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const HIGH = 3;
const LONGEST = 64;
const APOSTROPHE = 0x27;
const CASE_BIT = 0x20;

const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return HIGH;
  if (byte >= 0x30 && byte <= 0x39) return DIGIT;
  const lower = byte | CASE_BIT;
  return lower >= 0x61 && lower <= 0x7a ? LETTER : OTHER;
});

/** What a character beyond ASCII is: part of a word, a word of its own, an apostrophe, or none of these. */
const BREAK = 0;
const PART = 1;
const ALONE = 2;
const QUOTE = 3;
const known = new Map<number, number>();

function classify(point: number): number {
  let found = known.get(point);
  if (found === undefined) {
    const char = String.fromCodePoint(point);
    if (point === 0x2019 || point === 0x02bc) found = QUOTE;
    else if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(char) && /\p{L}/u.test(char))
      found = ALONE;
    else found = /[\p{L}\p{M}\p{N}]/u.test(char) ? PART : BREAK;
    known.set(point, found);
  }
  return found;
}

function sequenceLength(lead: number): number {
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function codePoint(bytes: Uint8Array, p: number): number {
  const lead = bytes[p];
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | (bytes[p + 1] & 0x3f);
  if (lead < 0xf0) return ((lead & 0x0f) << 12) | ((bytes[p + 1] & 0x3f) << 6) | (bytes[p + 2] & 0x3f);
  return (
    ((lead & 0x07) << 18) |
    ((bytes[p + 1] & 0x3f) << 12) |
    ((bytes[p + 2] & 0x3f) << 6) |
    (bytes[p + 3] & 0x3f)
  );
}

/** Takes a word: its spelling as a term, [from, to) of `term`, and its place [start, end) in the text. `term` is used again. */
export type TakeWord = (term: Uint8Array, from: number, to: number, start: number, end: number) => void;

export interface Tokenizer {
  /** Calls `take` for each word of the valid UTF-8 in [start, end), in order. */
  words(bytes: Uint8Array, start: number, end: number, take: TakeWord): void;
}

const encoder = new TextEncoder();

export function createTokenizer(lowercase: boolean): Tokenizer {
  const term = new Uint8Array(LONGEST);

  /** One past the word that starts at `p`; sets `plain` to whether it is ASCII. */
  let plain = true;
  const wordEnd = (bytes: Uint8Array, from: number, end: number): number => {
    plain = true;
    let numeric = true;
    let p = from;
    while (p < end) {
      const byte = bytes[p];
      const kind = CLASSES[byte];
      if (kind === LETTER) {
        numeric = false;
        p++;
      } else if (kind === DIGIT) {
        p++;
      } else if (kind === HIGH) {
        const length = sequenceLength(byte);
        const what = classify(codePoint(bytes, p));
        if (what === PART) {
          plain = false;
          numeric = false;
          p += length;
        } else if (what === QUOTE && !numeric && continues(bytes, p + length, end)) {
          plain = false;
          p += length;
        } else break;
      } else if (byte === APOSTROPHE && !numeric && continues(bytes, p + 1, end)) {
        p++;
      } else if (
        (byte === 0x2e || byte === 0x2c || byte === 0x3a) &&
        numeric &&
        p > from &&
        p + 1 < end &&
        CLASSES[bytes[p + 1]] === DIGIT
      ) {
        p++;
      } else break;
    }
    return p;
  };

  return {
    words(bytes, start, end, take) {
      let p = start;
      while (p < end) {
        const kind = CLASSES[bytes[p]];
        if (kind === OTHER) {
          p++;
          continue;
        }
        let to: number;
        const what = kind === HIGH ? classify(codePoint(bytes, p)) : PART;
        if (what === PART) {
          to = wordEnd(bytes, p, end);
        } else {
          to = p + sequenceLength(bytes[p]);
          plain = false;
          if (what !== ALONE) {
            p = to;
            continue;
          }
        }
        const length = to - p;
        if (length <= LONGEST && (length > 1 || !plain)) {
          if (plain) {
            for (let i = 0; i < length; i++) {
              const byte = bytes[p + i];
              term[i] = lowercase && byte >= 0x41 && byte <= 0x5a ? byte | CASE_BIT : byte;
            }
            take(term, 0, length, p, to);
          } else {
            const spelled = encoder.encode(foldWide(decodeUtf8(bytes, p, to), lowercase));
            take(spelled, 0, spelled.length, p, to);
          }
        }
        p = to;
      }
    },
  };
}

/** Composed and decomposed spellings of a word, and both apostrophes, are one term. */
function foldWide(word: string, lowercase: boolean): string {
  const composed = word.normalize('NFC').replace(/[\u2019\u02bc]/g, "'");
  return lowercase ? composed.toLowerCase() : composed;
}

function continues(bytes: Uint8Array, p: number, end: number): boolean {
  if (p >= end) return false;
  const kind = CLASSES[bytes[p]];
  return kind === LETTER || (kind === HIGH && classify(codePoint(bytes, p)) === PART);
}
