import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import type { Dataset } from '../dataset/types';
import type { Engine } from '../session/engine';
import { heldDataset, onDataset } from '../session/request';
import { currentDataset } from '../session/stages';
import { requireFingerprint } from './cells';

/** Which training rows contain a text, in any case, as it stands in the file. */
export function search(engine: Engine, params: Params<'search'>, work: Work): Promise<Uint8Array> {
  const held = heldDataset(engine, params.dataset, params.fingerprint);
  if (held) return searchIn(held, params.text, work);
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    requireFingerprint(dataset, params.fingerprint);
    return searchIn(dataset, params.text, work);
  });
}

async function searchIn({ train: { file, rows } }: Dataset, text: string, work: Work): Promise<Uint8Array> {
  if (text === '') return new Uint8Array(rows.length).fill(1);
  return file.reader.search(file, rows, text.toLowerCase(), work);
}
