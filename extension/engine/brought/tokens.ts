/** What texts become for a model that looks words up by their numbers. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { KerasConfig } from '../../contract/config';
import type { TokensConfig } from '../../contract/kerasTokens';
import type { WordNumbers } from '../../core/features/wordNumbers';
import { shapeText } from '../../core/keras/inputPlan';
import { lookedUp } from '../../core/keras/topology';
import type { Topology } from '../../core/keras/types';
import { parseVocabulary } from '../../core/keras/vocabulary';
import { configError, type LoadedConfig } from '../config/load';

/** As vocabularies write the word that stands for all others. */
const UNKNOWN = ['[UNK]', '<UNK>', '<unk>', '<OOV>', '<oov>', 'UNK'];

const at = (...keys: (keyof TokensConfig)[]) => ['model', 'input', 'tokens', ...keys];

/** Absolute. Undefined where the config names none. */
export function vocabularyFile({ file }: LoadedConfig, { input }: KerasConfig): string | undefined {
  return input.tokens && resolve(dirname(file), input.tokens.vocabulary);
}

/**
 * Undefined where the config names no vocabulary. Throws `config` and `data` errors for one that cannot be read, and for what
 * does not fit the model.
 */
export async function wordNumbers(
  loaded: LoadedConfig,
  config: KerasConfig,
  topology: Topology,
  inputShape: readonly (number | null)[],
): Promise<WordNumbers | undefined> {
  const { tokens } = config.input;
  const file = vocabularyFile(loaded, config);
  if (!tokens || file === undefined) return undefined;
  const bytes = await readFile(file).catch((cause: Error) => {
    throw configError(
      loaded,
      at('vocabulary'),
      `"model.input.tokens.vocabulary" names a file that can't be read: ${file}.`,
      `Check the path; ${cause.message}.`,
    );
  });
  const words = parseVocabulary(file, bytes);
  const { split, lowercase, padding, truncating, start } = tokens;
  const length = lengthOf(loaded, tokens, inputShape);
  const unknown = unknownNumber(tokens, words);
  const highest = Math.max(words.length - 1, unknown ?? 0, start ?? 0);
  const most = lookedUp(topology);
  if (highest >= most)
    throw configError(
      loaded,
      at(),
      `The vocabulary and its numbers go up to ${highest}, and the model looks up ${most} of them: 0 to ${most - 1}.`,
      'Take the vocabulary that the model was trained with, or cut it off where the model ends.',
    );
  return { words, split, lowercase, length, padding, truncating, unknown, start };
}

function lengthOf(
  loaded: LoadedConfig,
  { length }: TokensConfig,
  inputShape: readonly (number | null)[],
): number {
  const [wanted] = inputShape;
  if (inputShape.length !== 1)
    throw configError(
      loaded,
      at(),
      `The model takes rows of ${shapeText(inputShape)}, and the words of a text are one row of numbers.`,
      'Leave out "model.input.tokens", or take a model that begins with an embedding.',
    );
  if (length !== undefined && wanted !== null && wanted !== length)
    throw configError(
      loaded,
      at('length'),
      `"model.input.tokens.length" is ${length}, and the model takes ${wanted} numbers.`,
      'Leave it out: the length is what the model takes.',
    );
  const used = length ?? wanted;
  if (used === null)
    throw configError(
      loaded,
      at(),
      'The model takes any number of words, so it has to be said how many.',
      'Add "length": the number that texts were padded or cut to for training.',
    );
  return used;
}

function unknownNumber({ unknown }: TokensConfig, words: readonly string[]): number | undefined {
  if (unknown === 'skip') return undefined;
  if (unknown !== undefined) return unknown;
  return UNKNOWN.map((word) => words.indexOf(word)).find((number) => number >= 0);
}
