/** A Parquet file: its columns, and their values a row group at a time. */
import { parquetMetadataAsync, parquetScan, parquetSchema } from 'hyparquet/src/index.js';
import { compressors } from 'hyparquet-compressors';
import { LensError } from '../../contract/errors';
import { dataError } from '../tables/problems';
import type { ByteSource } from '../tables/types';

export interface ParquetFile {
  names: string[];
  count: number;
  /** Row ranges [start, end), one a row group. */
  groups: readonly { start: number; end: number }[];
  /** The values of a column in one row group; null or undefined where missing. */
  values(name: string, group: number): Promise<ArrayLike<unknown>>;
}

/** Throws a `data` error for a file that is no Parquet file, or of a kind that cannot be read. */
export async function openParquet(source: ByteSource): Promise<ParquetFile> {
  const file = {
    byteLength: source.size,
    slice: async (start: number, end = source.size) => {
      const bytes = await source.read(start, end);
      // A copy: the bytes may be a part of a larger buffer.
      return new Uint8Array(bytes).buffer;
    },
  };
  return readable(source.name, async () => {
    const metadata = await parquetMetadataAsync(file);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    const scan = await parquetScan({ file, metadata, compressors });
    const groups = scan.ranges.map(({ rowStart, rowEnd }) => ({ start: rowStart, end: rowEnd }));
    return {
      names,
      count: Number(metadata.num_rows),
      groups,
      values: (name, group) =>
        readable(source.name, () => scan.readColumn({ column: name, ...scan.ranges[group] })),
    };
  });
}

/** What the library says of a file, in our own errors. */
async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof LensError) throw thrown;
    const reason =
      thrown instanceof Error ? thrown.message.replace(/^parquet /, '').replace(/\.$/, '') : String(thrown);
    throw dataError(
      file,
      `This Parquet file cannot be read: ${reason}.`,
      'Write it again, or save the table as CSV.',
    );
  }
}
