/** What is shown of samples that are files: an image by its path, a text as it is, and the class. */
import { readFile } from 'node:fs/promises';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import { createPacer } from '../../../core/pacing';
import { classOfSample } from '../../../core/samples/listing';
import { utf8Of } from '../../../core/samples/texts';
import { recordPlace } from '../../../core/tables/cells';
import { decodeUtf8, isUtf8, windows1252ToUtf8 } from '../../../core/tables/encoding';
import { contentHash } from '../../../core/tables/hash';
import { stringAt } from '../../../core/tables/strings';
import type { TableColumn } from '../../../core/tables/types';
import type { ReadFile } from './types';

type TextColumn = TableColumn & { kind: 'text' };

export function sampleCells(
  { table }: ReadFile,
  rows: readonly number[],
  names: readonly string[],
): Promise<string[][]> {
  const [content, label] = table.layout.names;
  return Promise.all(
    rows.map(async (row) => {
      const { file, hash } = recordPlace(table.file, table.records, row);
      const bytes = await readFile(file).catch(() => undefined);
      if (bytes === undefined || contentHash(bytes) !== hash) throw stale(file);
      const path = table.records.files![row];
      const shown = table.format === 'images' ? path : textOf(bytes);
      return names.map((name) =>
        name === content ? shown : name === label ? (classOfSample(path) ?? '') : '',
      );
    }),
  );
}

/** In paths, and in texts as they were read. */
export async function searchSamples(
  { table }: ReadFile,
  rows: Int32Array,
  text: string,
  work: Work,
): Promise<Uint8Array> {
  const pacer = createPacer(work);
  const found = new Uint8Array(rows.length);
  const column = table.columns.find(({ kind }) => kind === 'text');
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const isInPath = table.records.files![row].toLowerCase().includes(text);
    found[i] = isInPath || (column?.kind === 'text' && textIn(column, row).includes(text)) ? 1 : 0;
    await pacer.pause({ stage: 'Searching', fraction: i / rows.length });
  }
  return found;
}

function textIn({ codes, texts }: TextColumn, row: number): string {
  return codes[row] < 0 ? '' : stringAt(texts, codes[row]).toLowerCase();
}

function textOf(bytes: Uint8Array): string {
  const text = utf8Of(bytes);
  return decodeUtf8(isUtf8(text, 0, text.length) ? text : windows1252ToUtf8(text, 0, text.length));
}

function stale(file: string): LensError {
  return new LensError('stale', 'The file has changed since it was read.', {
    hint: 'Run the analysis again to see the current data.',
    location: { file },
  });
}
