import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LensError } from '../../../extension/contract/errors';
import type { ErrorCode } from '../../../extension/contract/errors';
import { openFile } from '../../../extension/engine/source';

describe('files as byte sources', () => {
  let folder: string;
  const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 31) % 251);
  const signal = new AbortController().signal;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lens-'));
    await writeFile(join(folder, 'data.bin'), bytes);
    await writeFile(join(folder, 'empty'), '');
  });
  after(() => rm(folder, { recursive: true }));

  async function collect(chunks: AsyncIterable<Uint8Array>): Promise<{ whole: Uint8Array; sizes: number[] }> {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk.slice());
    return { whole: new Uint8Array(Buffer.concat(parts)), sizes: parts.map(({ length }) => length) };
  }

  it('stream the bytes in order, from any position, in chunks of any size', async () => {
    for (const size of [1, 999, 1000, 10_000, 1 << 20]) {
      const source = await openFile(join(folder, 'data.bin'), size);
      assert.equal(source.size, bytes.length);
      for (const start of size === 1 ? [9_900] : [0, 4321, 10_000]) {
        const { whole, sizes } = await collect(source.chunks(signal, start));
        assert.deepEqual(whole, bytes.slice(start));
        assert.ok(sizes.every((length) => length <= size));
      }
    }
  });

  it('read positions, and no further than the end', async () => {
    const source = await openFile(join(folder, 'data.bin'));
    assert.deepEqual(await source.read(100, 164), bytes.slice(100, 164));
    assert.deepEqual(await source.read(9_990, 12_000), bytes.slice(9_990));
    assert.equal((await source.read(12_000, 13_000)).length, 0);
    const empty = await openFile(join(folder, 'empty'));
    assert.equal(empty.size, 0);
    assert.deepEqual((await collect(empty.chunks(signal))).sizes, []);
  });

  it('stop when cancelled, and when the reader has enough', async () => {
    const source = await openFile(join(folder, 'data.bin'), 1000);
    const controller = new AbortController();
    let seen = 0;
    await assert.rejects(
      async () => {
        for await (const chunk of source.chunks(controller.signal)) {
          seen += chunk.length;
          controller.abort();
        }
      },
      { name: 'AbortError' },
    );
    assert.equal(seen, 1000);
    for await (const chunk of source.chunks(signal)) {
      assert.equal(chunk.length, 1000);
      break;
    }
  });

  const refused: [string, string, ErrorCode, RegExp, RegExp][] = [
    ['a file that is not there', 'none.csv', 'io', /no such file/i, /path/],
    ['a folder', '', 'io', /folder, not a file/, /data file/],
  ];
  for (const [what, name, code, message, hint] of refused) {
    it(`refuse ${what}`, async () => {
      const path = join(folder, name);
      await assert.rejects(openFile(path), (thrown: unknown) => {
        assert.ok(thrown instanceof LensError);
        assert.equal(thrown.code, code);
        assert.match(thrown.message, message);
        assert.match(thrown.hint ?? '', hint);
        assert.equal(thrown.location?.file, path);
        return true;
      });
    });
  }
});
