/** Column names from a header record: every column gets a name of its own. */
import type { Notice } from '../../contract/records';
import { listNames } from '../nearest';

export interface Header {
  names: string[];
  /** Written more than once in the file. */
  repeated: string[];
  /** Positions whose name was left empty. */
  unnamed: number[];
  notices: Notice[];
}

/** An empty name becomes `column N`; a repeated one gets its count, as in `age (2)`. */
export function readHeader(file: string, line: number, written: readonly string[]): Header {
  const names: string[] = [];
  const taken = new Set(written.map((name) => name.trim()));
  const used = new Set<string>();
  const unnamed: number[] = [];
  const repeated = new Set<string>();
  written.forEach((raw, position) => {
    const plain = raw.trim();
    let name = plain === '' ? `column ${position + 1}` : plain;
    if (plain === '') unnamed.push(position);
    if (plain !== '' && used.has(plain)) repeated.add(plain);
    for (let n = 2; used.has(name) || (name !== plain && taken.has(name)); n++) {
      name = `${plain === '' ? `column ${position + 1}` : plain} (${n})`;
    }
    used.add(name);
    names.push(name);
  });
  const notices: Notice[] = [];
  if (repeated.size > 0) {
    const what = repeated.size === 1 ? 'Column name' : 'Column names';
    notices.push({
      message: `${what} ${listNames([...repeated])} occur more than once in the header; the later ones are read as ${listNames(names.filter((name) => / \(\d+\)$/.test(name)))}.`,
      file,
      line,
    });
  }
  return { names, repeated: [...repeated], unnamed, notices };
}

/** Whether a header looks like a record of data: most of its names are numbers. */
export function looksLikeData(names: readonly string[]): boolean {
  const numbers = names.filter((name) => name !== '' && !Number.isNaN(Number(name.replace(/ \(\d+\)$/, ''))));
  return numbers.length > 0 && 2 * numbers.length >= names.length;
}
