/** Tables from text or bytes in memory, and what is asked of them in several tests. */
import assert from 'node:assert/strict';
import type { ErrorCode } from '../../../extension/contract/errors';
import { LensError } from '../../../extension/contract/errors';
import type { Work } from '../../../extension/contract/progress';
import { memorySource } from '../../../extension/core/tables/memory';
import { readTable } from '../../../extension/core/tables/read';
import type {
  ByteSource,
  Encoding,
  LineTable,
  ReadOptions,
  Table,
  TableColumn,
} from '../../../extension/core/tables/types';

export function quietWork(): Work {
  return { signal: new AbortController().signal, progress: () => undefined };
}

export function sourceOf(name: string, content: string | Uint8Array, chunkSize?: number): ByteSource {
  return memorySource(name, typeof content === 'string' ? Buffer.from(content) : content, chunkSize);
}

export function read(
  name: string,
  content: string | Uint8Array,
  options: Partial<ReadOptions> = {},
  chunkSize?: number,
): Promise<LineTable> {
  return readTable(sourceOf(name, content, chunkSize), { kinds: {}, exclude: [], ...options }, quietWork());
}

/** The member of the union whose kinds include K. */
type ColumnOf<K, C = TableColumn> = C extends { kind: infer Kinds } ? (K extends Kinds ? C : never) : never;

export function column<K extends TableColumn['kind']>(table: Table, name: string, kind: K): ColumnOf<K> {
  const found = table.columns.find((candidate) => candidate.name === name);
  assert.equal(found?.kind, kind, `kind of ${name}`);
  return found as ColumnOf<K>;
}

/** The error that reading gives: its code, place and words. */
export async function assertFails(
  reading: Promise<unknown>,
  expected: { code?: ErrorCode; line?: number; column?: number; key?: string; message: RegExp; hint: RegExp },
  file = 'data.csv',
): Promise<void> {
  await assert.rejects(reading, (thrown: unknown) => {
    assert.ok(thrown instanceof LensError, String(thrown));
    assert.equal(thrown.code, expected.code ?? 'data');
    assert.match(thrown.message, expected.message);
    assert.match(thrown.hint ?? '', expected.hint);
    assert.equal(thrown.location?.file, file);
    assert.equal(thrown.location?.line, expected.line);
    if ('column' in expected) assert.equal(thrown.location?.column, expected.column);
    assert.equal(thrown.location?.key, expected.key);
    return true;
  });
}

/** A text in an encoding, with its byte order mark where the encoding needs one or `mark` asks for it. */
export function encoded(text: string, encoding: Encoding, mark = encoding !== 'utf-8'): Buffer {
  const whole = mark ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(whole, 'utf8');
  const bytes = Buffer.from(whole, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

export function decoded(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'utf-8') return Buffer.from(bytes).toString('utf8');
  const copy = Buffer.from(bytes);
  return (encoding === 'utf-16be' ? copy.swap16() : copy).toString('utf16le');
}

/** Line breaks as an editor counts them. */
export function countBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
