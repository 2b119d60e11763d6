/** A data file as the core sees it: bytes in, typed columns and an index of records out. */
import type { ColumnKind, Notice } from '../../contract/records';
import type { ImageOptions } from '../images/types';

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
  /**
   * Where every record is a file of its own: its path relative to the folder, with slashes. Its byte range is then the whole file, its
   * line 1.
   */
  readonly files?: readonly string[];
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
  /**
   * Pixels in [0, 1] (shape height, width, channels) or a vector of numbers: records × the product of `shape`, row-major, NaN
   * throughout where missing.
   */
  | { name: string; kind: 'image' | 'array'; shape: readonly number[]; values: Float32Array | Float64Array }
  /** A distinct value per row: not kept, excluded from the features. */
  | { name: string; kind: 'identifier' };

/** Formats of text files, whose records are ranges of lines. */
export type LineFormat = 'csv' | 'tsv' | 'jsonl';
/** `images` and `texts`: a file a record. */
export type TableFormat = LineFormat | 'images' | 'texts' | 'parquet' | 'npy';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface TableLayout {
  /** Every column, in order, also those that are not read. */
  names: string[];
}

/** What it takes to split one record of a text file on its own. */
export interface FileLayout extends TableLayout {
  format: LineFormat;
  encoding: Encoding;
  /** Of CSV and TSV; one ASCII character. */
  delimiter?: string;
}

export interface Table<Layout extends TableLayout = TableLayout> {
  file: string;
  format: TableFormat;
  layout: Layout;
  /** In file order, the label column among them (as categorical); without the excluded ones. */
  columns: TableColumn[];
  records: RecordIndex;
  notices: Notice[];
}

export type LineTable = Table<FileLayout>;

export type ReadableKind = Exclude<ColumnKind, 'label'>;

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
   * columns than `optional` are not read, and what only a training file must fulfil (two classes) is not asked.
   */
  required?: readonly string[];
  /** Columns that are read where they are there. */
  optional?: readonly string[];
  /** How images become numbers; without it as it seems best. */
  image?: ImageOptions;
  /** Bytes that the pixels of images may take; absent: any. */
  pixelBytes?: number;
  /** Shapes that image and array columns must have: those of the training file, for its test file. */
  shapes?: Readonly<Record<string, readonly number[]>>;
}
