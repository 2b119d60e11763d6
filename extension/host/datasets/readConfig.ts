/**
 * Reads an influence.json only as far as the editor needs it: names and paths. Whether it is right is for the engine to say, so
 * this takes a half-written file as it is.
 */
import { getNodeValue, parseTree, findNodeAtLocation, type Node } from 'jsonc-parser';
import type { ErrorData, ErrorLocation } from '../../contract/errors';

export interface ConfigPaths {
  name?: string;
  /** As written: relative to the influence.json. */
  train?: string;
  /** A path; absent for a fraction. */
  test?: string;
  label?: string;
  /** A column of the table names images. */
  hasImageColumns?: boolean;
  /** `model.type`. */
  model?: string;
  problem?: ErrorData;
}

export function readConfig(text: string, file: string): ConfigPaths {
  const root = parseTree(text.replace(/^\uFEFF/, ''), [], { allowTrailingComma: true });
  if (root?.type !== 'object') {
    return {
      problem: {
        code: 'config',
        message: 'This file does not hold a JSON object.',
        hint: 'Write at least "train" and "test", for a table "label" too, or run "Influence: Set Up Dataset".',
        location: { file, line: 1 },
      },
    };
  }
  const string = (path: string[]): string | undefined => {
    const node = findNodeAtLocation(root, path);
    return node?.type === 'string' && node.value !== '' ? (getNodeValue(node) as string) : undefined;
  };
  return {
    name: string(['name']),
    train: string(['train']),
    test: string(['test']),
    label: string(['label']),
    ...(namesImages(root) ? { hasImageColumns: true } : {}),
    model: string(['model', 'type']) ?? 'logistic',
  };
}

function namesImages(root: Node): boolean {
  const columns = findNodeAtLocation(root, ['features', 'columns'])?.children ?? [];
  return columns.some(({ children }) => children?.[1]?.value === 'image');
}

/** Zero-based range of the value at a key path such as `model.l2` (or of the key's nearest parent that is there). */
export function rangeOfKey(
  text: string,
  key: string,
): { line: number; column: number; endLine: number; endColumn: number } | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (!root) return undefined;
  let node: Node = root;
  for (const part of keyPath(key)) {
    const next: Node | undefined = findNodeAtLocation(node, [part]);
    if (!next) break;
    node = next;
  }
  if (node === root) return undefined;
  const start = positionAt(text, node.offset);
  const end = positionAt(text, node.offset + node.length);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function keyPath(key: string): (string | number)[] {
  return key
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length - 1, column: before[before.length - 1].length };
}

/** Where an error about a config stands, zero-based, when it says so by line or by key. */
export function configErrorRange(
  location: ErrorLocation,
  text: string,
): { line: number; column: number; endLine: number; endColumn: number } {
  if (location.key !== undefined) {
    const range = rangeOfKey(text, location.key);
    if (range) return range;
  }
  const line = (location.line ?? 1) - 1;
  const column = (location.column ?? 1) - 1;
  return {
    line,
    column,
    endLine: line,
    endColumn: location.column === undefined ? Number.MAX_SAFE_INTEGER : column + 1,
  };
}
