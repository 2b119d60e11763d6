/** How records of a dataset are named, and what is shown of them, across all process borders. */

/** Which part of the dataset a record belongs to; `input` is a sample file outside of it. */
export type RecordSet = 'train' | 'test' | 'input';

/** A record by its zero-based index in its file (header not counted). */
export interface RecordRef {
  set: RecordSet;
  row: number;
  /** The sample file, for `input` only. */
  file?: string;
}

/** Where a record stands and what it held when it was read: enough to find it again after edits. */
export interface RecordPlace {
  /** Absolute path; of the sample itself where every record is a file. */
  file: string;
  row: number;
  /** 1-based line on which the record starts. */
  line: number;
  /** Byte range [start, end) in the file, without the line end. */
  start: number;
  end: number;
  /** Content hash of those bytes (16 hex digits). */
  hash: string;
}

/** What a column holds. An identifier is excluded from the features. */
export type ColumnKind =
  'numeric' | 'categorical' | 'boolean' | 'date' | 'text' | 'image' | 'array' | 'identifier' | 'label';

/** One record's cells, in the order of `columns` of the dataset. */
export interface RecordCells {
  ref: RecordRef;
  place: RecordPlace;
  /** As in the file, unquoted; empty where missing. Of an image its path, of an array its first numbers. */
  cells: string[];
  /** In the panel alone: address under which the webview loads the record's image. */
  image?: string;
}

/** Something a user should know about the data that does not stop the work. */
export interface Notice {
  message: string;
  file?: string;
  line?: number;
  column?: string;
}

/** The file of a record that is a file of its own, given its path relative to a folder; `.` is left out. */
export function sampleFile(folder: string, path: string): string {
  return folder === '.' ? path : `${folder}/${path}`;
}
