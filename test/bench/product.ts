/** The product as its users run it: the bundles in dist, built for production. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BackendName } from '../../extension/contract/config';
import { createEngineClient, type EngineClient } from '../../extension/host/engine/client';
import { measure, type Measured } from './measure';
import { HERE } from './python';

const ROOT = resolve(HERE, '..', '..');
const DIST = join(ROOT, 'dist');

export function buildProduct(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), '--production'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
}

/** Backends that this machine has. */
export async function availableBackends(config: string): Promise<BackendName[]> {
  return withEngine(undefined, async (client) => {
    const { backends } = await client.request('info', { dataset: { config } });
    return backends.filter((each) => each.available).map((each) => each.name);
  });
}

export interface Answer<Document> extends Measured {
  document: Document;
}

/** One `--json` command of the command line; without a cache folder it starts cold. */
export function runCli<Document>(args: readonly string[], cache?: string): Answer<Document> {
  return inCacheFolder(cache, (folder) => {
    const command = [process.execPath, join(DIST, 'cli.js'), ...args, '--json'];
    const measured = measure(command, { INFLUENCE_LENS_CACHE: folder });
    return { ...measured, document: JSON.parse(measured.stdout) as Document };
  });
}

/** Wall time and memory of a command that prints a table for a person. */
export function timeCli(args: readonly string[]): Measured {
  return inCacheFolder(undefined, (folder) =>
    measure([process.execPath, join(DIST, 'cli.js'), ...args], { INFLUENCE_LENS_CACHE: folder }),
  );
}

/** The engine's process as the editor uses it, ended afterwards. */
export async function withEngine<T>(
  cache: string | undefined,
  use: (client: EngineClient) => Promise<T>,
): Promise<T> {
  const own = cache === undefined ? mkdtempSync(join(tmpdir(), 'bench-cache-')) : undefined;
  const client = createEngineClient({
    worker: join(DIST, 'worker.js'),
    cacheFolder: cache ?? own!,
    log: (level, message) => {
      if (level !== 'info') console.error(message);
    },
  });
  try {
    return await use(client);
  } finally {
    client.dispose();
    if (own !== undefined) rmSync(own, { recursive: true, force: true });
  }
}

function inCacheFolder<T>(cache: string | undefined, use: (folder: string) => T): T {
  if (cache !== undefined) return use(cache);
  const own = mkdtempSync(join(tmpdir(), 'bench-cache-'));
  try {
    return use(own);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}
