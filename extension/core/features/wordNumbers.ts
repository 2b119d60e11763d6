/** Texts as the numbers of their words, as Keras' TextVectorization and Tokenizer with pad_sequences give them. */
import type { TokensConfig } from '../../contract/kerasTokens';
import { stringAt } from '../tables/strings';
import type { PackedStrings } from '../tables/types';
import type { RowBlock } from './rowBlock';

export type WordNumbers = Pick<TokensConfig, 'split' | 'lowercase' | 'padding' | 'truncating' | 'start'> & {
  /** By number; empty where a number is of no word. */
  words: string[];
  /** Numbers a text. */
  length: number;
  /** The number of a word that is not among them; left out where there is none. */
  unknown?: number;
};

/** What fills up short texts. */
const PADDING = 0;

interface Splitting {
  words(text: string): string[];
  lower(text: string): string;
}

const SPLITTINGS: Record<TokensConfig['split'], Splitting> = {
  TextVectorization: {
    words: (text) => text.replace(/[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g, '').split(/[ \t\n\v\f\r]+/),
    // TensorFlow's, of ASCII letters alone.
    lower: (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  },
  Tokenizer: {
    words: (text) => text.split(/[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~\t\n ]+/),
    lower: (text) => text.toLowerCase(),
  },
  whitespace: { words: (text) => text.split(/\s+/), lower: (text) => text.toLowerCase() },
};

/** @returns the numbers of one text, as many as `length` */
export function wordNumbering(options: WordNumbers): (text: string) => Int32Array {
  const { length, padding, truncating, unknown, start, lowercase } = options;
  const { words, lower } = SPLITTINGS[options.split];
  const known = numbersByWord(options.words);
  return (text) => {
    const numbers = start === undefined ? [] : [start];
    for (const word of words(lowercase ? lower(text) : text)) {
      if (word === '') continue;
      const number = known.get(word) ?? unknown;
      if (number !== undefined) numbers.push(number);
    }
    const kept = truncating === 'post' ? numbers.slice(0, length) : numbers.slice(-length);
    const out = new Int32Array(length).fill(PADDING);
    out.set(kept, padding === 'post' ? 0 : length - kept.length);
    return out;
  };
}

const byWord = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Made once for a vocabulary: rows are numbered a few at a time. */
function numbersByWord(words: readonly string[]): ReadonlyMap<string, number> {
  const known = byWord.get(words);
  if (known) return known;
  const made = new Map(words.map((word, number): [string, number] => [word, number]));
  made.delete('');
  byWord.set(words, made);
  return made;
}

/** Writes the numbers of each row's text; a missing text has no words. */
export function writeWordNumbers(
  numbering: (text: string) => Int32Array,
  { codes, texts }: { codes: Int32Array; texts: PackedStrings },
  { rows, from, to, out, stride, at }: RowBlock,
): void {
  for (let i = from; i < to; i++) {
    const code = codes[rows[i]];
    const text = code < 0 ? '' : stringAt(texts, code);
    out.set(numbering(text), i * stride + at);
  }
}
