/** The words that a model knows, by their numbers, as the file says that is kept beside it. */
import { LensError } from '../../contract/errors';
import { decodeUtf8 } from '../tables/encoding';

/** Numbers beyond this are no vocabulary. */
const MOST = 4_000_000;

/**
 * One word a line or, in a file of JSON, a list or numbers by word.
 * @returns the words by number, empty where a number has none. Throws a `data` error that names file, line and word
 */
export function parseVocabulary(file: string, bytes: Uint8Array): string[] {
  const text = decodeUtf8(bytes).replace(/^\uFEFF/, '');
  const isJson = /\.json$/i.test(file);
  const words = isJson ? jsonWords(file, text) : text.split(/\r?\n/);
  if (words.at(-1) === '') words.pop();
  if (words.every((word) => word === '')) throw invalid(file, 'There is no word in it.');
  const before = new Map<string, number>();
  words.forEach((word, number) => {
    if (before.has(word) && word !== '')
      throw invalid(
        file,
        `The word "${word}" has two numbers, ${before.get(word)} and ${number}.`,
        isJson ? undefined : number + 1,
      );
    before.set(word, number);
  });
  return words;
}

function jsonWords(file: string, text: string): string[] {
  const value = parsed(file, text);
  if (Array.isArray(value) && value.every((word) => typeof word === 'string')) return value;
  if (Array.isArray(value) || typeof value !== 'object' || value === null)
    throw invalid(file, 'The JSON in it is neither a list of words nor numbers by word.');
  const words: string[] = [];
  for (const [word, number] of Object.entries(value)) {
    if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > MOST)
      throw invalid(file, `The word "${word}" has ${JSON.stringify(number)} for its number.`);
    if (words[number] !== undefined)
      throw invalid(file, `The words "${words[number]}" and "${word}" both have the number ${number}.`);
    words[number] = word;
  }
  return Array.from(words, (word: string | undefined) => word ?? '');
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(file, `This is not valid JSON: ${(cause as Error).message}.`);
  }
}

function invalid(file: string, message: string, line?: number): LensError {
  return new LensError('data', message, {
    hint: 'A vocabulary is a word a line, in the order of their numbers from 0 on, or a .json file with a list in that order or with { "word": number }.',
    location: { file, line },
  });
}
