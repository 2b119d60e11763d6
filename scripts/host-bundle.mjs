// Bundles the extension host's part: what an activation needs, and beside it what is loaded later, at an `import()`. Half of the time of an
// activation goes into reading the bundle, so only what it needs is in there. The bundler splits nothing but ES modules, and an extension
// is CommonJS: hence two passes.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { vscodeApi } from './vscode-api.mjs';

/** Writes `extension.js` and the parts in `host/`, into this folder. */
export async function bundleHost(options, outdir) {
  const modules = mkdtempSync(join(tmpdir(), 'host-bundle-'));
  try {
    await build({
      ...options,
      sourcemap: options.sourcemap && 'linked',
      entryPoints: { extension: 'extension/host/extension.ts' },
      outdir: modules,
      format: 'esm',
      splitting: true,
      chunkNames: 'host/[name]-[hash]',
      plugins: [vscodeApi('extension/host')],
    });
    rmSync(join(outdir, 'host'), { recursive: true, force: true });
    await build({
      ...options,
      bundle: false,
      external: undefined,
      entryPoints: readdirSync(modules, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.js'))
        .map((file) => join(modules, file)),
      outbase: modules,
      outdir,
      format: 'cjs',
      supported: { 'dynamic-import': false },
    });
  } finally {
    rmSync(modules, { recursive: true, force: true });
  }
}
