/** A data file as the core sees it: bytes in, typed columns and an index of records out. */
import type { ColumnKind, Notice } from '../../contract/records';

/** Random and streamed access to a file's bytes; the engine supplies it. */
export interface ByteSource {
  /** Path as errors show it. */
  readonly name: string;
  readonly size: number;
  /** The bytes from `start` on, in chunks; a chunk is valid until the next is asked for. */
  chunks(signal: AbortSignal, start?: number): AsyncIterable<Uint8Array>;
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Where each record stands; index is the zero-based record index. */
export interface RecordIndex {
  readonly count: number;
  /** Byte range [start, end) of each record without its line end. Float64: files may exceed 4 GiB. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** 1-based first line. */
  readonly line: Int32Array;
  /** 64-bit content hash of the record's bytes, as high and low 32-bit halves, interleaved. */
  readonly hash: Uint32Array;
}

/** Many strings as one run of UTF-8; string i is `bytes[ends[i − 1] … ends[i])`, the first from 0. */
export interface PackedStrings {
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly ends: Float64Array;
}

export type TableColumn =
  /** NaN where missing. Dates are milliseconds since 1970, UTC. */
  | { name: string; kind: 'numeric' | 'date'; values: Float64Array }
  /** Codes index `categories` (code-unit order); −1 where missing. */
  | { name: string; kind: 'categorical' | 'boolean'; codes: Int32Array; categories: string[] }
  /** Codes index the distinct texts, in the order of their first record; −1 where missing. */
  | { name: string; kind: 'text'; codes: Int32Array; texts: PackedStrings }
  /** A distinct value per row: not kept, excluded from the features. */
  | { name: string; kind: 'identifier' };

export type TableFormat = 'csv' | 'tsv' | 'jsonl';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What it takes to split one record of a file on its own. */
export interface FileLayout {
  format: TableFormat;
  encoding: Encoding;
  /** Of CSV and TSV; one ASCII character. */
  delimiter?: string;
  /** Every column of the file, in order, also those that are not read. */
  names: string[];
}

export interface Table {
  file: string;
  format: TableFormat;
  layout: FileLayout;
  /** In file order, the label column among them (as categorical); without the excluded ones. */
  columns: TableColumn[];
  records: RecordIndex;
  notices: Notice[];
}

export type ReadableKind = Exclude<ColumnKind, 'label' | 'image'>;

/** What is asked of a reader. */
export interface ReadOptions {
  /** Read as categorical whatever it holds. A missing label is an error with its line. */
  label?: string;
  /** Records without a label, and a file without the label column, are allowed: samples to explain, test files. */
  labelOptional?: boolean;
  /** Kinds that are set: by the config, or by the training file for its test file. */
  kinds: Readonly<Record<string, ReadableKind>>;
  /** Columns that are not read at all. */
  exclude: readonly string[];
  /**
   * Columns that must be there (of the training file, for its test file); absent: whatever the file has. With it, other
   * columns are not read, and what only a training file must fulfil (two classes) is not asked.
   */
  required?: readonly string[];
}
