import assert from 'node:assert/strict';
import { unzipSync } from 'fflate';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { outDir, repoRoot } from '../harness/paths';

const MAX_BYTES = 10e6;
const vsix = join(outDir, 'influence-lens.vsix');

describe('the package', () => {
  let files: Record<string, Uint8Array>;
  let names: string[];

  before(() => {
    files = unzipSync(readFileSync(vsix));
    names = Object.keys(files).map((name) => name.replace(/^extension\//, ''));
  });

  it('is smaller than 10 MB', () => {
    const { size } = statSync(vsix);
    assert.ok(size < MAX_BYTES, `${size} bytes`);
  });

  it('holds what runs, and nothing else', () => {
    const allowed =
      /^(extension\.vsixmanifest|\[Content_Types\]\.xml|package\.json|readme\.md|changelog\.md|LICENSE\.txt|dist\/((webview|host)\/)?[\w.-]+\.(js|css|wasm|ttf)|media\/.+)$/i;
    assert.deepEqual(
      names.filter((name) => !allowed.test(name)),
      [],
    );
    // What is left of an earlier build would be loaded by nothing.
    const parts = names.filter((name) => name.startsWith('dist/host/'));
    const text = (name: string): string => new TextDecoder().decode(files[`extension/${name}`]);
    const loading = ['dist/extension.js', ...parts].map(text).join('\n');
    assert.deepEqual(
      parts.filter((name) => !loading.includes(name.replace('dist/host/', ''))),
      [],
    );
    assert.deepEqual(
      names.filter((name) => /node_modules|\.map$|\.ts$/.test(name)),
      [],
    );
  });

  it('is complete: entry points, WebAssembly, sample, and all that package.json names', () => {
    const manifest = JSON.parse(readFileSync(join(repoRoot, 'package.json'), 'utf8')) as object;
    const named = new Set<string>();
    collectPaths(manifest, named);
    const needed = [
      'dist/extension.js',
      'dist/worker.js',
      'dist/cli.js',
      'dist/webview/main.js',
      'dist/webview/main.css',
      'media/sample/train.csv',
      'media/sample/test.csv',
      'media/sample/influence.json',
      'readme.md',
      'changelog.md',
      'LICENSE.txt',
      ...named,
    ];
    assert.deepEqual(
      needed.filter((name) => !names.includes(name)),
      [],
    );
    assert.ok(names.some((name) => /^dist\/.*\.wasm$/.test(name)));
  });

  it('carries the sample byte for byte', () => {
    for (const name of ['train.csv', 'test.csv', 'influence.json']) {
      const packed = files[`extension/media/sample/${name}`]!;
      assert.deepEqual(Buffer.from(packed), readFileSync(join(repoRoot, 'media/sample', name)));
    }
  });
});

/** Every string in the manifest that is a path into dist or media. */
function collectPaths(value: unknown, paths: Set<string>): void {
  if (typeof value === 'string') {
    const path = value.replace(/^\.\//, '');
    if (/^(dist|media)\/\S+$/.test(path)) paths.add(path);
  } else if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) collectPaths(child, paths);
  }
}
