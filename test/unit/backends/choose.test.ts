import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LensError } from '../../../extension/contract/errors';
import { chooseBackend, listBackends } from '../../../extension/engine/backends/choose';
import { probeTfjsNode } from '../../../extension/engine/backends/probe';
import { folderCache, noCache } from '../../../extension/engine/cache/store';
import { native } from '../linalg/backends';

/** A package whose main file runs `code` when it is required. */
function fakeModule(folder: string, code: string): string {
  const path = join(folder, 'module');
  mkdirSync(path, { recursive: true });
  writeFileSync(
    join(path, 'package.json'),
    JSON.stringify({ name: 'fake', version: '9.9.9', main: 'index.js' }),
  );
  writeFileSync(join(path, 'index.js'), code);
  return path;
}

describe('probing and choosing a backend', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backends-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const isUnavailable = (error: unknown): boolean =>
    error instanceof LensError && error.code === 'backend' && /auto/.test(error.hint ?? '');

  it('survives a native module that crashes the process', async () => {
    const modulePath = fakeModule(
      folder,
      "process.kill(process.pid, 'SIGSEGV'); setTimeout(() => {}, 10000);",
    );
    const probe = await probeTfjsNode(noCache, modulePath);
    assert.ok(!probe.available && /SIGSEGV/.test(probe.reason), JSON.stringify(probe));
    await assert.rejects(chooseBackend('tensorflow', { modulePath }), isUnavailable);
  });

  it('tells why a module does not load, and that one is missing', async () => {
    const broken = fakeModule(folder, "throw new TypeError('wrong ELF class');");
    const probe = await probeTfjsNode(noCache, broken);
    assert.ok(!probe.available && /wrong ELF class/.test(probe.reason), JSON.stringify(probe));
    const missing = await probeTfjsNode(noCache, join(folder, 'nowhere'));
    assert.ok(!missing.available && /not installed/.test(missing.reason), JSON.stringify(missing));
  });

  it('refuses a module that loads and computes nothing', async () => {
    const probe = await probeTfjsNode(noCache, fakeModule(folder, 'exports.backend = () => ({});'));
    assert.equal(probe.available, false);
  });

  it('remembers what a probe found until the module changes', async () => {
    const cache = folderCache(join(folder, 'cache'), { maxBytes: 1e6, log: () => undefined });
    const trace = join(folder, 'trace');
    const code = `require('fs').appendFileSync(${JSON.stringify(trace)}, 'x'); throw new Error('first');`;
    const modulePath = fakeModule(folder, code);
    const first = await probeTfjsNode(cache, modulePath);
    rmSync(trace);
    assert.deepEqual(await probeTfjsNode(cache, modulePath), first);
    assert.throws(() => rmSync(trace), 'the module was loaded again');
    writeFileSync(join(modulePath, 'package.json'), JSON.stringify({ version: '9.9.10', main: 'index.js' }));
    await probeTfjsNode(cache, modulePath);
    rmSync(trace);
  });

  it('starts the embedded backend for small problems, without asking for the native one', async () => {
    const modulePath = fakeModule(
      folder,
      "require('fs').writeFileSync('loaded', ''); throw new Error('asked');",
    );
    const { backend, head } = await chooseBackend('auto', { flops: 1e6, modulePath });
    assert.equal(head.name, 'wasm');
    assert.match(head.reason, /starts at once/);
    assert.deepEqual(backend.multiply(Float64Array.of(2), Float64Array.of(3), 1, 1, 1), Float64Array.of(6));
    backend.dispose();
  });

  it('falls back to the embedded backend for heavy problems when the native one does not work', async () => {
    const modulePath = fakeModule(folder, "throw new Error('broken');");
    const { backend, head } = await chooseBackend('auto', { flops: 1e13, modulePath });
    assert.equal(head.name, 'wasm');
    assert.match(head.reason, /not available/);
    backend.dispose();
  });

  it('obeys a choice', async () => {
    for (const choice of ['cpu', 'wasm'] as const) {
      const { backend, head } = await chooseBackend(choice);
      assert.equal(head.name, choice);
      assert.equal(backend.name, choice);
      backend.dispose();
    }
  });

  it('lists every backend with its version or the reason why it cannot run', async () => {
    const backends = await listBackends({ modulePath: fakeModule(folder, "throw new Error('broken');") });
    assert.deepEqual(
      backends.map(({ name, available }) => ({ name, available })),
      [
        { name: 'tensorflow', available: false },
        { name: 'wasm', available: true },
        { name: 'cpu', available: true },
      ],
    );
    assert.match(backends[0]!.reason!, /broken/);
  });

  it('takes native TensorFlow for heavy problems where it works', async function () {
    if (typeof native === 'string') return this.skip();
    const probe = await probeTfjsNode(noCache);
    assert.ok(probe.available, JSON.stringify(probe));
    const { backend, head } = await chooseBackend('auto', { flops: 1e13 });
    assert.equal(head.name, 'tensorflow');
    assert.equal(head.version, probe.version);
    assert.deepEqual(backend.multiply(Float64Array.of(2), Float64Array.of(3), 1, 1, 1), Float64Array.of(6));
    backend.dispose();
  });
});
