/** What the questions about a model of words put into its config. */
import type { KerasDraft } from './draft';
import type { VocabularyForm } from './vocabularyForm';

type Input = NonNullable<KerasDraft['input']>;
type Tokens = NonNullable<Input['tokens']>;

export function withInput(model: KerasDraft, input: Input): KerasDraft {
  return { ...model, input: { ...model.input, ...input } };
}

export interface Splitting {
  label: string;
  detail: string;
  tokens: Omit<Tokens, 'vocabulary'>;
}

/** As Keras makes numbers of texts; zeros and cuts as its functions have them by default, and in the ways they are mostly set. */
export const SPLITTINGS: readonly Splitting[] = [
  {
    label: 'TextVectorization',
    detail: 'zeros after the words, long texts cut at the end',
    tokens: {},
  },
  {
    label: 'Tokenizer and pad_sequences(…)',
    detail: 'zeros before the words, long texts cut at the beginning',
    tokens: { split: 'Tokenizer', padding: 'pre', truncating: 'pre' },
  },
  {
    label: "Tokenizer and pad_sequences(…, padding='post')",
    detail: 'zeros after the words, long texts cut at the beginning',
    tokens: { split: 'Tokenizer', truncating: 'pre' },
  },
  {
    label: "Tokenizer and pad_sequences(…, padding='post', truncating='post')",
    detail: 'zeros after the words, long texts cut at the end',
    tokens: { split: 'Tokenizer' },
  },
  {
    label: 'At blanks alone',
    detail: 'in lower case, zeros after the words, long texts cut at the end',
    tokens: { split: 'whitespace' },
  },
];

/** The way that comes first to mind for a vocabulary: its place among them. */
export function splittingOf(form: VocabularyForm): number {
  return form === 'Tokenizer' ? 1 : 0;
}

/** Why a text is no count. */
export function countProblem(text: string): string | undefined {
  return /^\s*0*[1-9]\d{0,5}\s*$/.test(text) ? undefined : 'Write a whole number, 1 or more.';
}
