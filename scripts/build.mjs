// Builds everything that ships into dist/.
import { basename } from 'node:path';
import { build } from 'esbuild';
import { copyFileSync, existsSync } from 'node:fs';
import { buildWasm } from './build-wasm.mjs';
import { engineHash } from './engine-hash.mjs';
import { bundleHost } from './host-bundle.mjs';
import { separateTfjs, tfjsWasm } from './tfjs.mjs';

const production = process.argv.includes('--production');
const common = {
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
  logOverride: { 'import-is-undefined': 'error' },
};
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  external: ['vscode', '@tensorflow/tfjs-node'],
  define: { ...common.define, 'process.env.ENGINE_BUILD': JSON.stringify(engineHash()) },
};

const nodeEntries = {
  worker: 'extension/worker/main.ts',
  cli: 'extension/cli/main.ts',
  'kernel-thread': 'extension/engine/backends/threads/thread.ts',
};
const present = Object.fromEntries(Object.entries(nodeEntries).filter(([, file]) => existsSync(file)));

await buildWasm('dist');
await bundleHost(node, 'dist');
await build({ ...node, entryPoints: present, outdir: 'dist', plugins: [separateTfjs] });
await build({
  ...node,
  entryPoints: { tfjs: 'extension/engine/backends/tfjs-bundle.ts' },
  outdir: 'dist',
  external: ['node-fetch'],
});
for (const file of tfjsWasm()) copyFileSync(file, `dist/${basename(file)}`);
if (existsSync('webview/main.ts')) {
  await build({
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: { main: 'webview/main.ts' },
    outdir: 'dist/webview',
    assetNames: '[name]',
    loader: { '.ttf': 'file' },
  });
}
