/** The texts of a folder, one file each. */
import type { Work } from '../../contract/progress';
import { createPacer } from '../pacing';
import { detectEncoding, utf16ToUtf8 } from '../tables/encoding';
import { PLAIN } from '../tables/fields';
import type { StringColumn } from '../tables/stringColumn';
import { addString, createStringColumn } from '../tables/stringColumn';
import type { SampleRecords } from './records';
import { addSample } from './records';
import type { SampleSource } from './types';

/** Reads every text; a file that is none gets no record. An empty one is a missing value. */
export async function readTexts(
  source: SampleSource,
  records: SampleRecords,
  work: Work,
): Promise<StringColumn> {
  const pacer = createPacer(work);
  const texts = createStringColumn(source.paths.length);
  let done = 0;
  for await (const bytes of source.contents(work.signal)) {
    const path = source.paths[done++];
    const text = utf8Of(bytes);
    if (text.includes(0)) {
      records.skipped.push({ path, reason: 'it is no text: it holds zero bytes' });
    } else {
      addString(texts, records.files.length, text, 0, text.length, PLAIN);
      addSample(records, path, bytes);
    }
    await pacer.pause({ stage: 'Reading the texts', fraction: done / source.paths.length });
  }
  texts.codes = texts.codes.slice(0, records.files.length);
  return texts;
}

/** The text of a sample without its byte order mark; bytes that are no UTF-8 stay as they are. */
export function utf8Of(bytes: Uint8Array): Uint8Array {
  const { encoding, markLength } = detectEncoding(bytes);
  if (encoding === 'utf-8') return bytes.subarray(markLength);
  const out = new Uint8Array(2 * bytes.length);
  const { written } = utf16ToUtf8(bytes, markLength, bytes.length, encoding === 'utf-16be', true, out, 0);
  return out.subarray(0, written);
}
