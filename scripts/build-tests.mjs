// Bundles the suites that run inside VS Code, one file each, with the entry that loads them.
import { build } from 'esbuild';
import { rmSync } from 'node:fs';

const outdir = 'out/test/vscode';
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: ['test/vscode/index.ts', 'test/vscode/**/*.test.ts'],
  outbase: 'test/vscode',
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  external: ['vscode', 'mocha', 'source-map-support', '@tensorflow/tfjs-node'],
  sourcemap: 'linked',
  logLevel: 'warning',
});
