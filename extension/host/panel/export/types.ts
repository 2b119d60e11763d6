/** Rows as they are written to a file or the clipboard. */
export interface ExportTable {
  header: string[];
  rows: (string | number)[][];
}
