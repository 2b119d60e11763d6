/** The text of a flags file: reading it without losing anything, and writing it so that it diffs well. */
import * as v from 'valibot';
import { LensError } from '../../contract/errors';
import { Flag } from '../../contract/flags';

/** The flags in a file's text. Throws a `data` error that names the line which is not a flag. */
export function parseFlags(text: string, file: string): Flag[] {
  const flags: Flag[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  lines.forEach((line, i) => {
    if (line.trim() !== '') flags.push(parseFlag(line, { file, line: i + 1 }));
  });
  return flags;
}

function parseFlag(line: string, location: { file: string; line: number }): Flag {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    const conflict = /^(<{7}|={7}|>{7}|\|{7})/.test(line);
    throw new LensError(
      'data',
      conflict ? 'The flags file holds a merge conflict.' : 'This line of the flags file is not JSON.',
      {
        hint: conflict
          ? 'Keep the lines of both sides and remove the conflict markers: flags are one to a line, their order does not matter.'
          : 'Repair or remove the line. Flags are neither read nor written until then, so that none is lost.',
        location,
        cause,
      },
    );
  }
  const parsed = v.safeParse(Flag, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new LensError('data', `This is not a flag: ${v.getDotPath(issue) ?? 'value'}: ${issue.message}.`, {
    hint: 'Repair or remove the line. Flags are neither read nor written until then, so that none is lost.',
    location,
  });
}

/** By file, row and hash; the same flag once. */
export function sortFlags(flags: readonly Flag[]): Flag[] {
  const byIdentity = new Map(flags.map((flag) => [flagIdentity(flag), flag]));
  return [...byIdentity.values()].sort(
    (a, b) => compare(a.file, b.file) || a.row - b.row || compare(a.hash, b.hash),
  );
}

/** One flag a line, sorted. Known keys come first and in one order. */
export function formatFlags(flags: readonly Flag[]): string {
  return sortFlags(flags)
    .map((flag) => `${JSON.stringify(ordered(flag))}\n`)
    .join('');
}

function ordered({ file, row, line, hash, flag, label, suggested, note, ...rest }: Flag): object {
  const others = Object.fromEntries(Object.entries(rest).sort(([a], [b]) => compare(a, b)));
  return { file, row, line, hash, flag, label, suggested, note, ...others };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What makes two flags the same: identical records are told apart by their row. */
export function flagIdentity(flag: Pick<Flag, 'file' | 'row' | 'hash' | 'flag'>): string {
  return JSON.stringify([flag.file, flag.hash, flag.row, flag.flag]);
}
