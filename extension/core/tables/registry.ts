/** The file formats that can be read. A further one is a file with its split and a line here. */
import { LensError } from '../../contract/errors';
import { csvSplit } from './csv';
import type { Split } from './fields';
import { jsonlSplit } from './jsonl';
import { sniffDelimiter } from './sniff';
import type { FileLayout, LineFormat } from './types';

export interface RecordFormat {
  readonly format: LineFormat;
  readonly extensions: readonly string[];
  /** The first record names the columns. */
  readonly hasHeader: boolean;
  /** The delimiter of a file that starts with these bytes; absent for a format without one. */
  delimiter?(head: Uint8Array, final: boolean): string;
  split(layout: FileLayout): Split;
}

const COMMA = ',';

const FORMATS: readonly RecordFormat[] = [
  {
    format: 'csv',
    extensions: ['.csv'],
    hasHeader: true,
    delimiter: sniffDelimiter,
    split: (layout) => csvSplit(layout.delimiter ?? COMMA),
  },
  {
    format: 'tsv',
    extensions: ['.tsv', '.tab'],
    hasHeader: true,
    delimiter: () => '\t',
    split: (layout) => csvSplit(layout.delimiter ?? '\t'),
  },
  {
    format: 'jsonl',
    extensions: ['.jsonl', '.ndjson'],
    hasHeader: false,
    split: (layout) => jsonlSplit(layout.names),
  },
];

/** Whether a file's name is that of a table in a text file. */
export function isLineTable(file: string): boolean {
  return formatByName(file) !== undefined;
}

/** Whether a file's name is that of a table that is no text: its records stand on no lines. */
export function isBinaryTable(file: string): boolean {
  return /\.(parquet|npy)$/i.test(file);
}

function formatByName(file: string): RecordFormat | undefined {
  const name = file.toLowerCase();
  return FORMATS.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}

/** The format of a file by the end of its name. Throws a `data` error that lists what can be read. */
export function formatOf(file: string): RecordFormat {
  const found = formatByName(file);
  if (found !== undefined) return found;
  const known = [...FORMATS.flatMap(({ extensions }) => extensions), '.parquet', '.npy'].join(', ');
  throw new LensError('data', 'This kind of file is not read as a table.', {
    hint: `Known kinds: ${known}. A workbook can be saved as CSV.`,
    location: { file },
  });
}

export function formatNamed(format: LineFormat): RecordFormat {
  return FORMATS.find((one) => one.format === format)!;
}
