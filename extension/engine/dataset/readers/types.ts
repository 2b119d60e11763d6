import type { Work } from '../../../contract/progress';
import type { SampleContent } from '../../../core/samples/types';
import type { ReadOptions, Table } from '../../../core/tables/types';

/** What a reader is asked for: options of the table, and what it takes to find samples. */
export interface DataOptions extends ReadOptions {
  /** What the folders of the dataset hold, where it is one of folders. */
  content?: SampleContent;
  /** Folders of the dataset: a sample that lies in one of them has its class from there. Absolute. */
  folders: readonly string[];
  /** The file of the labels, where they stand in one of their own. Absolute. */
  labels?: string;
}

/** A file or folder as it was read. */
export interface ReadFile {
  /** Absolute path; the folder, where every record is a file. */
  path: string;
  /** Metadata at the time of reading: while it is the same, so is the content. */
  stamp: string;
  table: Table;
}

/** A kind of data: a file or a folder that becomes a table. */
export interface DataReader {
  /** Equal stamps, the same content. Throws what the file system throws. */
  stamp(path: string): Promise<string>;
  read(path: string, options: DataOptions, work: Work): Promise<Table>;
  /**
   * The cells of `rows` in the order of `names`, empty where missing. Throws a `stale` error when the file no longer holds them
   * where they were.
   */
  cells(file: ReadFile, rows: readonly number[], names: readonly string[]): Promise<string[][]>;
  /** 1 for each of `rows` (ascending) that contains the text, given in lower case, in any case. */
  search(file: ReadFile, rows: Int32Array, text: string, work: Work): Promise<Uint8Array>;
}
