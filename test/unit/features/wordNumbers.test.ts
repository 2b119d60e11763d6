/** Words as numbers, against those of Keras. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordNumbering, type WordNumbers } from '../../../extension/core/features/wordNumbers';
import { repoRoot } from '../../harness/paths';

const keras = JSON.parse(readFileSync(join(repoRoot, 'test/fixtures/keras/texts.json'), 'utf8')) as {
  texts: string[];
  length: number;
  textVectorization: { words: string[]; numbers: number[][] };
  tokenizer: { words: Record<string, number>; numbers: number[][]; post: number[][] };
};

/** The vocabulary of the Tokenizer, by number. */
const tokenizerWords = Object.entries(keras.tokenizer.words).reduce<string[]>(
  (words, [word, number]) => {
    words[number] = word;
    return words;
  },
  [''],
);

function numbersOf(options: Partial<WordNumbers>, texts = keras.texts): number[][] {
  const numbering = wordNumbering({
    words: keras.textVectorization.words,
    split: 'TextVectorization',
    lowercase: true,
    length: keras.length,
    padding: 'post',
    truncating: 'post',
    ...options,
  });
  return texts.map((text) => [...numbering(text)]);
}

describe('words as numbers', () => {
  it('are those of TextVectorization', () => {
    assert.deepEqual(numbersOf({ unknown: 1 }), keras.textVectorization.numbers);
  });

  it('are those of Tokenizer and pad_sequences, which fills up and cuts at the start', () => {
    const options = { words: tokenizerWords, split: 'Tokenizer', unknown: 1 } as const;
    assert.deepEqual(numbersOf({ ...options, padding: 'pre', truncating: 'pre' }), keras.tokenizer.numbers);
    assert.deepEqual(numbersOf(options), keras.tokenizer.post);
  });

  it('leave out what has no number, or give it one for all', () => {
    const words = ['', '[UNK]', 'free', 'money'];
    assert.deepEqual(numbersOf({ words, length: 4 }, ['Free xyz money']), [[2, 3, 0, 0]]);
    assert.deepEqual(numbersOf({ words, length: 4, unknown: 1 }, ['Free xyz money']), [[2, 1, 3, 0]]);
  });

  it('can begin with a number of their own, and keep capitals and punctuation', () => {
    const words = ['', '', '', 'Free', 'free', 'money!'];
    const options = { words, split: 'whitespace', lowercase: false, length: 4, start: 2 } as const;
    assert.deepEqual(numbersOf(options, ['Free  money!\n free']), [[2, 3, 5, 4]]);
    assert.deepEqual(numbersOf({ ...options, lowercase: true }, ['FREE']), [[2, 4, 0, 0]]);
  });
});
