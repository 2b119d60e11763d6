import { listSamples } from '../../../extension/core/samples/listing';
import { readSamples } from '../../../extension/core/samples/read';
import type { SampleSource } from '../../../extension/core/samples/types';
import type { ReadOptions, Table } from '../../../extension/core/tables/types';
import { quietWork } from '../tables/support';

/** A folder that is in memory: path → content. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): SampleSource {
  const listing = listSamples(Object.keys(files));
  return {
    ...listing,
    name: 'data',
    async *contents(signal) {
      for (const path of listing.paths) {
        signal.throwIfAborted();
        const content = files[path];
        yield typeof content === 'string' ? Buffer.from(content) : content;
        await Promise.resolve();
      }
    },
  };
}

export function readFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ReadOptions> = {},
): Promise<Table> {
  return readSamples(folderOf(files), { kinds: {}, exclude: [], ...options }, quietWork());
}
