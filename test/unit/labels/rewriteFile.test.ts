import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { spliced } from '../../../extension/core/labels/edit';
import { rewriteFile, type ByteEdit } from '../../../extension/engine/labels/rewriteFile';

const work = () => ({ signal: new AbortController().signal, progress: () => undefined });

describe('rewriting a file', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'influence-rewrite-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('replaces exactly the ranges it is given and keeps the old content as a backup', async () => {
    const pieces = fc.array(fc.tuple(fc.nat(30), fc.nat(6), fc.uint8Array({ maxLength: 8 })), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), pieces, async (bytes, gaps) => {
        const file = join(folder, 'data.csv');
        await writeFile(file, bytes);
        const edits: ByteEdit[] = [];
        let at = 0;
        for (const [gap, length, replacement] of gaps) {
          if (at + gap + length > bytes.length) break;
          edits.push({ start: at + gap, end: at + gap + length, replacement });
          at += gap + length;
        }
        const backup = await rewriteFile(file, edits, work());
        const expected = edits.reduceRight<Uint8Array>(
          (all, { start, end, replacement }) => spliced(all, start, end, replacement),
          bytes,
        );
        assert.deepEqual(new Uint8Array(await readFile(file)), expected);
        assert.deepEqual(new Uint8Array(await readFile(backup)), bytes);
        await rm(backup);
        assert.deepEqual(await readdir(folder), ['data.csv']);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps permissions, and writes through a link', async () => {
    const file = join(folder, 'data.csv');
    await writeFile(file, 'a,ham\n', { mode: 0o640 });
    await symlink(file, join(folder, 'link.csv'));
    await rewriteFile(
      join(folder, 'link.csv'),
      [{ start: 2, end: 5, replacement: Buffer.from('spam') }],
      work(),
    );
    assert.equal(await readFile(file, 'utf8'), 'a,spam\n');
    assert.equal((await stat(file)).mode & 0o777, 0o640);
  });

  it('leaves everything as it was when it is cancelled', async () => {
    const file = join(folder, 'data.csv');
    await writeFile(file, Buffer.alloc(3_000_000, 'x'));
    const stop = new AbortController();
    const running = rewriteFile(file, [{ start: 5, end: 6, replacement: Buffer.from('y') }], {
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    await assert.rejects(running, { name: 'AbortError' });
    assert.deepEqual(await readdir(folder), ['data.csv']);
    assert.ok((await readFile(file)).every((byte) => byte === 0x78));
  });

  it('refuses to replace a file that changes meanwhile', async () => {
    const file = join(folder, 'data.csv');
    await writeFile(file, 'a,ham\n');
    let changed: Promise<void> | undefined;
    const running = rewriteFile(file, [{ start: 2, end: 5, replacement: Buffer.from('spam') }], {
      signal: new AbortController().signal,
      progress: () => {
        changed ??= writeFile(file, 'longer than before\n');
      },
    });
    await assert.rejects(running, { code: 'stale' });
    await changed;
    assert.equal(await readFile(file, 'utf8'), 'longer than before\n');
  });

  it('leaves the old or the new file whole, whenever it is killed', async () => {
    const file = join(folder, 'data.csv');
    const script = join(folder, 'child.ts');
    const size = 8_000_000;
    const engine = join(__dirname, '../../../extension/engine/labels/rewriteFile');
    await writeFile(
      script,
      `import { rewriteFile } from ${JSON.stringify(engine)};
       const work = { signal: new AbortController().signal, progress: () => undefined };
       process.send!('ready');
       process.on('message', () => rewriteFile(${JSON.stringify(file)}, [{ start: 0, end: 1, replacement: Buffer.from('new') }], work).then(() => process.exit()));`,
    );
    const left = join(folder, 'data.csv.influence-lens-999999999.tmp');
    const other = join(folder, `data.csv.influence-lens-${process.pid}.tmp`);
    await Promise.all([left, other].map((path) => writeFile(path, 'half')));
    const seen: string[] = [];
    for (const delay of [0, 4, 12, undefined]) {
      await writeFile(file, Buffer.alloc(size, 'x'));
      const child = fork(script, { execArgv: ['--import', 'tsx'] });
      await new Promise((resolve) => child.once('message', resolve));
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.send('go');
      if (delay !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, delay));
        child.kill('SIGKILL');
      }
      await gone;
      const bytes = await readFile(file);
      const state = bytes.length === size && bytes[0] === 0x78 ? 'old' : 'new';
      if (state === 'new') assert.equal(bytes.subarray(0, 4).toString(), 'newx');
      assert.equal(bytes.length, state === 'old' ? size : size + 2, `killed after ${delay} ms`);
      seen.push(state);
    }
    assert.equal(seen.at(-1), 'new', 'the one that was not killed');
    const temporary = (await readdir(folder)).filter((name) => name.endsWith('.tmp'));
    assert.deepEqual(
      temporary,
      [basename(other)],
      'what the killed ones left is gone, but not what is being written',
    );
  });
});
