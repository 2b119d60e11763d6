/** `model.input.tokens`: texts as the numbers of their words, for models that look words up. */
import * as v from 'valibot';
import { count, path } from './fields';

const number = v.pipe(v.number(), v.integer(), v.minValue(0));
const end = v.picklist(['post', 'pre']);

export const Tokens = v.pipe(
  v.strictObject({
    vocabulary: v.pipe(
      path,
      v.description(
        'The words that the model knows: a text file of one word a line, the first with number 0, or a JSON file with a list in that order or with { "word": number }; relative to this file.',
      ),
    ),
    split: v.pipe(
      v.optional(v.picklist(['TextVectorization', 'Tokenizer', 'whitespace']), 'TextVectorization'),
      v.description(
        'How a text becomes words. "TextVectorization" and "Tokenizer": as those of Keras do by default, without punctuation or divided at it. "whitespace": at blanks alone.',
      ),
    ),
    lowercase: v.pipe(v.optional(v.boolean(), true), v.description('Words are looked up in lower case.')),
    length: v.pipe(
      v.optional(count),
      v.description('How many numbers a text becomes. By default as many as the model takes.'),
    ),
    padding: v.pipe(
      v.optional(end, 'post'),
      v.description(
        'Where zeros fill up short texts: "post", at the end, as TextVectorization does, or "pre", as pad_sequences does.',
      ),
    ),
    truncating: v.pipe(
      v.optional(end, 'post'),
      v.description(
        'Where long texts are cut: "post", at the end, as TextVectorization does, or "pre", as pad_sequences does.',
      ),
    ),
    unknown: v.pipe(
      v.optional(v.union([number, v.literal('skip')])),
      v.description(
        'The number of words that are not in the vocabulary, or "skip" to leave them out. By default the number of "[UNK]", "<UNK>" or "<OOV>" in it; without one of these they are left out.',
      ),
    ),
    start: v.pipe(v.optional(number), v.description('A number that stands before the words of each text.')),
  }),
  v.description(
    'How texts become the numbers that the model looks up; for models that begin with an embedding.',
  ),
);

export type TokensConfig = v.InferOutput<typeof Tokens>;
