/** Images of records, with addresses under which the webview may load them. */
import { dirname, resolve } from 'node:path';
import type { PanelResult } from '../../contract/panel';
import type { ColumnKind, RecordCells } from '../../contract/records';
import { isImageFile } from '../datasets/sampleFolders';

/** The address of a file for the webview. */
export type AddressOf = (file: string) => string;

/** The records, those with an image with its address: the record itself, or the file that a cell of an image column names. */
export function withImageAddresses(
  records: readonly RecordCells[],
  columns: readonly { kind: ColumnKind }[],
  addressOf: AddressOf,
): RecordCells[] {
  const column = columns.findIndex(({ kind }) => kind === 'image');
  if (column < 0) return [...records];
  return records.map((record) => {
    const file = imageOf(record, column);
    return file === undefined ? record : { ...record, image: addressOf(file) };
  });
}

/** A result with the addresses of the images that it is about. */
export function withAddresses(shown: PanelResult, addressOf: AddressOf): PanelResult {
  if (shown.view === 'explanation') {
    const { columns, targetCells } = shown.result;
    const [target] = withImageAddresses([targetCells], columns, addressOf);
    return { ...shown, result: { ...shown.result, targetCells: target } };
  }
  if (shown.view === 'why') {
    const { columns, row: own, explained: other } = shown.result;
    const [row, explained] = withImageAddresses([own, other], columns, addressOf);
    return { ...shown, result: { ...shown.result, row, explained } };
  }
  if (shown.view === 'audit') {
    const records = withImageAddresses(shown.result.records, shown.result.columns, addressOf);
    return { ...shown, result: { ...shown.result, records } };
  }
  if (shown.view === 'compare') {
    const { columns, explained: own, leading: rows } = shown.result;
    const [explained, ...leading] = withImageAddresses([own, ...rows], columns, addressOf);
    return { ...shown, result: { ...shown.result, explained, leading } };
  }
  return shown;
}

function imageOf({ place, cells }: RecordCells, column: number): string | undefined {
  if (isImageFile(place.file)) return place.file;
  const named = cells[column] ?? '';
  return isImageFile(named) ? resolve(dirname(place.file), named) : undefined;
}
