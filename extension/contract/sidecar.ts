/**
 * Files beside a dataset that say something of its rows, one entry a line (JSON Lines): reading them without losing anything, and
 * writing them so that they diff well. What an entry is the kinds say: flags.ts, decisions.ts.
 */
import * as v from 'valibot';
import { LensError } from './errors';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));

export const contentHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

/** What every entry names its row by, as fields of a kind's schema. `when`: the moment that row and line are of. */
export function rowFields(when: string) {
  return {
    file: v.pipe(
      v.string(),
      v.minLength(1),
      v.description('Data file, relative to the influence.json, with slashes.'),
    ),
    row: v.pipe(index, v.description(`Zero-based record index when ${when}; the header is not counted.`)),
    line: v.pipe(
      index,
      v.minValue(1),
      v.description(`1-based line on which the record started when ${when}.`),
    ),
    hash: v.pipe(contentHash, v.description(`Content hash of the record's bytes when ${when}.`)),
  };
}

export interface RowEntry {
  file: string;
  row: number;
  hash: string;
}

export interface Sidecar<T extends RowEntry> {
  /** In messages: `flags`. */
  readonly plural: string;
  /** In messages: `flag`. */
  readonly singular: string;
  readonly schema: v.GenericSchema<unknown, T>;
  /** Keys in the order in which they are written; others follow in code-unit order. */
  readonly keys: readonly (keyof T & string)[];
  /** Equal for entries of which a file holds one: the later replaces the earlier. */
  identity(entry: T): string;
}

/** The entries in a file's text. Throws a `data` error that names the line which is none. */
export function parseSidecar<T extends RowEntry>(kind: Sidecar<T>, text: string, file: string): T[] {
  return parseSidecarLines(kind, text, file).map(({ entry }) => entry);
}

/** The same with the 1-based line of each entry. */
export function parseSidecarLines<T extends RowEntry>(
  kind: Sidecar<T>,
  text: string,
  file: string,
): { entry: T; line: number }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((content, i) => {
      const line = i + 1;
      return content.trim() === '' ? [] : [{ entry: parseEntry(kind, content, { file, line }), line }];
    });
}

function parseEntry<T extends RowEntry>(
  { plural, singular, schema }: Sidecar<T>,
  line: string,
  location: { file: string; line: number },
): T {
  const untilMended = `Repair or remove the line. The ${plural} are neither read nor written until then, so that none is lost.`;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    const conflict = /^(<{7}|={7}|>{7}|\|{7})/.test(line);
    throw new LensError(
      'data',
      conflict
        ? `The ${plural} file holds a merge conflict.`
        : `This line of the ${plural} file is not JSON.`,
      {
        hint: conflict
          ? `Keep the lines of both sides and remove the conflict markers: ${plural} are one to a line, their order does not matter.`
          : untilMended,
        location,
        cause,
      },
    );
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const what = `${v.getDotPath(issue) ?? 'value'}: ${issue.message}`;
  throw new LensError('data', `This is not a ${singular}: ${what}.`, { hint: untilMended, location });
}

/** By file, row and hash; of entries with the same identity the last. */
export function sortEntries<T extends RowEntry>(kind: Sidecar<T>, entries: readonly T[]): T[] {
  const byIdentity = new Map(entries.map((entry) => [kind.identity(entry), entry]));
  return [...byIdentity.values()].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.row - b.row ||
      compare(a.hash, b.hash) ||
      compare(kind.identity(a), kind.identity(b)),
  );
}

/** One entry a line, sorted. Known keys come first and in one order. */
export function formatSidecar<T extends RowEntry>(kind: Sidecar<T>, entries: readonly T[]): string {
  return sortEntries(kind, entries)
    .map((entry) => `${JSON.stringify(ordered(kind, entry))}\n`)
    .join('');
}

function ordered<T extends RowEntry>({ keys }: Sidecar<T>, entry: T): object {
  const known = keys.map((key): [string, unknown] => [key, entry[key]]);
  const names: readonly string[] = keys;
  const others = Object.entries(entry)
    .filter(([key]) => !names.includes(key))
    .sort(([a], [b]) => compare(a, b));
  return Object.fromEntries([...known, ...others]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
