/** What an answer of the panel stands on: one dataset, or two where models are compared. */
import { readFile } from 'node:fs/promises';
import type { PanelRequest, PanelResult } from '../../contract/panel';
import type { DatasetRef } from '../../contract/protocol';

export function datasetsOf(request: PanelRequest): DatasetRef[] {
  return request.view === 'compare' ? [request.dataset, request.other] : [request.dataset];
}

/** In the order of `datasetsOf` its request. */
export function fingerprintsOf({ view, result }: PanelResult): string[] {
  const heads = view === 'compare' ? [result.compare.a.head, result.compare.b.head] : [result.head];
  return heads.map(({ dataset }) => dataset.fingerprint);
}

/** The configs as they are on disk; a missing one is the engine's to report. */
export function readConfigs(request: PanelRequest): Promise<(string | undefined)[]> {
  return Promise.all(datasetsOf(request).map(({ config }) => readText(config)));
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
