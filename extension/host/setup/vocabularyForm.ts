/** What the beginning of a file tells of a vocabulary: whether it is one, and who wrote it. */
import { extname } from 'node:path';

/** Of Keras' TextVectorization, of its Tokenizer as it seems, or of either. */
export type VocabularyForm = 'TextVectorization' | 'Tokenizer' | 'any';

/** Undefined for what is no vocabulary: a word a line, or JSON with a list of words or numbers by word. */
export function vocabularyForm(path: string, head: string): VocabularyForm | undefined {
  const text = head.replace(/^\uFEFF/, '');
  return extname(path).toLowerCase() === '.json' ? formOfJson(text) : formOfLines(text);
}

function formOfJson(text: string): VocabularyForm | undefined {
  if (/^\s*\[\s*""\s*,\s*"\[UNK\]"/.test(text)) return 'TextVectorization';
  if (/^\s*\[\s*"/.test(text)) return 'any';
  // The Tokenizer's word_index.
  return /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\d+\s*[,}]/.test(text) ? 'Tokenizer' : undefined;
}

function formOfLines(text: string): VocabularyForm | undefined {
  const lines = text.split(/\r?\n/);
  if (lines.length < 3 || lines.some((line) => /\s/.test(line))) return undefined;
  return lines[0] === '' && lines[1] === '[UNK]' ? 'TextVectorization' : 'any';
}
