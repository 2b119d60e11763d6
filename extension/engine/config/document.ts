/** The text of an influence.json as a syntax tree, so that every message can name a line. */
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type ErrorLocation, LensError } from '../../contract/errors';

export interface ConfigDocument {
  file: string;
  text: string;
  root: Node;
}

export type ConfigPath = readonly (string | number)[];

/** Parses JSON with comments and trailing commas. Throws a `config` error with line and column. */
export function parseConfigText(file: string, text: string): ConfigDocument {
  const errors: ParseError[] = [];
  const plain = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const root = parseTree(plain, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (plain.trim() === '') {
    throw new LensError('config', 'The file is empty.', {
      hint: 'It needs at least "train", "test" and "label".',
      location: { file, line: 1, column: 1 },
    });
  }
  if (first || !root) {
    const reason = first ? sayParseError(printParseErrorCode(first.error)) : 'it holds no value';
    throw new LensError('config', `This is not valid JSON: ${reason}.`, {
      hint: 'Comments and trailing commas are allowed.',
      location: { file, ...positionOf(plain, first?.offset ?? 0) },
    });
  }
  if (root.type !== 'object') {
    throw new LensError('config', 'The file must hold one JSON object.', {
      hint: 'It needs at least "train", "test" and "label".',
      location: { file, ...positionOf(plain, root.offset) },
    });
  }
  rejectDuplicateKeys(file, plain, root, []);
  return { file, text: plain, root };
}

/** Where a value stands; for a missing one, where its nearest parent stands. `at: 'key'` gives the place of its name. */
export function locate(
  document: ConfigDocument,
  path: ConfigPath,
  at: 'key' | 'value' = 'value',
): ErrorLocation {
  const key = path.join('.') || undefined;
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.root : findNodeAtLocation(document.root, path.slice(0, length));
    if (!node) continue;
    const property = node.parent?.type === 'property' ? node.parent : undefined;
    const offset = at === 'key' && length === path.length ? (property ?? node).offset : node.offset;
    return { file: document.file, ...positionOf(document.text, offset), key };
  }
  return { file: document.file, key };
}

/** 1-based line and column (in UTF-16 units, as editors count) of an offset. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  const breaks = /\r\n|\r|\n/g;
  for (let match = breaks.exec(text); match && breaks.lastIndex <= offset; match = breaks.exec(text)) {
    line++;
    start = breaks.lastIndex;
  }
  return { line, column: offset - start + 1 };
}

function rejectDuplicateKeys(file: string, text: string, node: Node, path: string[]): void {
  const seen = new Set<string>();
  for (const property of node.children ?? []) {
    const [name, value] = property.children ?? [];
    if (!name || !value) continue;
    const key = String(name.value);
    if (seen.has(key)) {
      throw new LensError('config', `"${key}" is set twice.`, {
        hint: 'Keep one of them.',
        location: { file, ...positionOf(text, name.offset), key: [...path, key].join('.') },
      });
    }
    seen.add(key);
    if (value.type === 'object') rejectDuplicateKeys(file, text, value, [...path, key]);
  }
}

function sayParseError(code: string): string {
  const words: Record<string, string> = {
    InvalidSymbol: 'a word stands where a value is expected (text needs double quotes)',
    InvalidNumberFormat: 'a number is malformed',
    PropertyNameExpected: 'a name in double quotes is expected here',
    ValueExpected: 'a value is expected here',
    ColonExpected: 'a colon is expected here',
    CommaExpected: 'a comma is missing here',
    CloseBraceExpected: 'a closing } is missing',
    CloseBracketExpected: 'a closing ] is missing',
    EndOfFileExpected: 'there is something after the closing }',
    UnexpectedEndOfComment: 'a comment is not closed',
    UnexpectedEndOfString: 'a text is not closed with a double quote',
    UnexpectedEndOfNumber: 'a number is not complete',
    InvalidEscapeCharacter: 'a backslash must be doubled (\\\\)',
    InvalidCharacter: 'a control character stands inside a text',
  };
  return words[code] ?? code;
}
