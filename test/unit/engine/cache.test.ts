import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { cacheFolder } from '../../../extension/engine/cache/folder';
import { contentKey } from '../../../extension/engine/cache/key';
import { type Cache, folderCache } from '../../../extension/engine/cache/store';

describe('the cache on disk', () => {
  let folder: string;
  let logged: string[];
  let cache: Cache;
  const open = (maxBytes: number) => folderCache(folder, { maxBytes, log: (line) => logged.push(line) });
  const entries = () => readdirSync(folder).filter((name) => name.endsWith('.lens'));
  const key = contentKey('a');
  const value = { report: { l2: 0.1 }, arrays: { w: Float64Array.of(1, -0, NaN, Infinity, 5e-324) } };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lens-cache-'));
    logged = [];
    cache = open(1e6);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives back what was put, bit for bit, to another process as well', async () => {
    assert.equal(await cache.get(key), undefined);
    await cache.put(key, value);
    const back = (await open(1e6).get(key)) as typeof value;
    assert.deepEqual(back.report, value.report);
    // deepEqual of node:assert/strict tells -0 from 0 and takes NaN as equal to itself.
    assert.deepEqual(back.arrays.w, value.arrays.w);
    assert.deepEqual(entries(), [`${key}.lens`]);
  });

  it('ignores and replaces an entry that any change of its bytes damaged', async () => {
    await cache.put(key, value);
    const path = join(folder, `${key}.lens`);
    const whole = readFileSync(path);
    const damage = fc.oneof(
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= flip;
        return bytes;
      }),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        writeFileSync(path, bytes);
        assert.equal(await cache.get(key), undefined);
      }),
    );
    assert.ok(logged.length > 0);
    await cache.put(key, value);
    assert.deepEqual(await cache.get(key), value);
  });

  it('stays below its bound and drops what was used longest ago', async () => {
    const bounded = open(10_000);
    const keys = ['a', 'b', 'c', 'd'].map((name) => contentKey(name));
    const big = { bytes: new Uint8Array(3000) };
    for (const [i, name] of keys.slice(0, 3).entries()) {
      await bounded.put(name, big);
      utimesSync(join(folder, `${name}.lens`), 1000 + i, 1000 + i);
    }
    // Reading makes the oldest the newest.
    assert.ok(await bounded.get(keys[0]!));
    await bounded.put(keys[3]!, big);
    assert.deepEqual(entries().sort(), [keys[0], keys[2], keys[3]].map((name) => `${name}.lens`).sort());
    await bounded.put(contentKey('huge'), { bytes: new Uint8Array(20_000) });
    assert.equal(entries().length, 3);
  });

  it('clears its own files alone and sweeps what a dead process left', async () => {
    writeFileSync(join(folder, 'thesis.doc'), 'mine');
    const left = join(folder, `${key}.${'0'.repeat(12)}.tmp`);
    writeFileSync(left, 'half');
    utimesSync(left, 1000, 1000);
    await cache.put(key, value);
    assert.deepEqual(readdirSync(folder).sort(), [`${key}.lens`, 'thesis.doc'].sort());
    const cleared = await cache.clear();
    assert.equal(cleared.files, 1);
    assert.ok(cleared.bytes > 100);
    assert.deepEqual(readdirSync(folder), ['thesis.doc']);
  });

  it('goes on without caching where the folder cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const broken = folderCache(join(file, 'below'), { maxBytes: 1e6, log: (line) => logged.push(line) });
    await broken.put(key, value);
    assert.equal(await broken.get(key), undefined);
    assert.equal(logged.length, 1);
  });

  it('keeps every entry whole when several write the same key at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => cache.put(key, { i, pad: new Uint8Array(1000) })));
    const back = (await cache.get(key)) as { i: number };
    assert.ok(back.i >= 0 && back.i < 20);
    assert.deepEqual(entries(), [`${key}.lens`]);
    assert.deepEqual(readdirSync(folder), entries());
  });
});

describe('a content key', () => {
  it('differs when any part differs or parts are cut elsewhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1 }),
        fc.array(fc.string(), { minLength: 1 }),
        (a, b) => {
          assert.equal(contentKey(...a) === contentKey(...b), JSON.stringify(a) === JSON.stringify(b));
        },
      ),
    );
    assert.notEqual(contentKey(Uint8Array.of(1, 2), Uint8Array.of(3)), contentKey(Uint8Array.of(1, 2, 3)));
  });
});

describe('the cache folder', () => {
  const saved = process.env['INFLUENCE_LENS_CACHE'];
  afterEach(() => {
    if (saved === undefined) delete process.env['INFLUENCE_LENS_CACHE'];
    else process.env['INFLUENCE_LENS_CACHE'] = saved;
  });

  it('is the one of the environment, else the given one, else one of the user', () => {
    delete process.env['INFLUENCE_LENS_CACHE'];
    assert.equal(cacheFolder('/given'), '/given');
    assert.match(cacheFolder(), /influence-lens/);
    process.env['INFLUENCE_LENS_CACHE'] = '/set';
    assert.equal(cacheFolder('/given'), '/set');
  });
});
