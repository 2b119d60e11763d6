import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, stat, symlink, writeFile, chmod, lstat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { LensError } from '../../../extension/contract/errors';
import { FLAGS, flagsFileOf, type Flag } from '../../../extension/contract/flags';
import { formatSidecar, parseSidecar } from '../../../extension/contract/sidecar';
import { writeAtomically } from '../../../extension/host/sidecar/atomicWrite';

const flag = (row: number, more: Partial<Flag> = {}): Flag => ({
  file: 'train.csv',
  row,
  line: row + 2,
  hash: '00112233aabbccdd',
  flag: 'mislabel',
  ...more,
});

const anyFlag = fc.record(
  {
    file: fc.constantFrom('train.csv', 'a/b.csv', 'ü "x".csv'),
    row: fc.nat(20),
    line: fc.integer({ min: 1, max: 100 }),
    hash: fc.constantFrom('00112233aabbccdd', 'ffffffffffffffff'),
    flag: fc.constant('mislabel' as const),
    label: fc.string(),
    note: fc.string(),
    reviewer: fc.string(),
  },
  { requiredKeys: ['file', 'row', 'line', 'hash', 'flag'], noNullPrototype: true },
) as fc.Arbitrary<Flag>;

describe('the flags file', () => {
  it('stands beside the influence.json', () => {
    assert.equal(flagsFileOf('/d/influence.json'), '/d/influence-flags.jsonl');
    assert.equal(flagsFileOf('/d/spam.influence.json'), '/d/spam.influence-flags.jsonl');
  });

  it('is the same whatever the order in which rows were flagged, and reads back whole', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyFlag, { selector: (one) => FLAGS.identity(one) }),
        fc.nat(),
        (flags, turn) => {
          const text = formatSidecar(FLAGS, flags);
          const rotated = flags.map((_, i) => flags[(i + turn) % flags.length]!);
          assert.equal(formatSidecar(FLAGS, rotated), text);
          const read = parseSidecar(FLAGS, text, 'f');
          assert.deepEqual(
            new Map(read.map((f) => [FLAGS.identity(f), f])),
            new Map(flags.map((f) => [FLAGS.identity(f), f])),
          );
          assert.equal(formatSidecar(FLAGS, read), text);
        },
      ),
    );
  });

  it('changes by one line when one row is flagged', () => {
    const before = formatSidecar(FLAGS, [flag(1), flag(9)]).split('\n');
    const after = formatSidecar(FLAGS, [flag(1), flag(9), flag(4)]).split('\n');
    assert.deepEqual(
      after.filter((line) => !before.includes(line)),
      [JSON.stringify(flag(4))],
    );
    assert.equal(after.length, before.length + 1);
  });

  it('keeps keys that it does not know', () => {
    const text = formatSidecar(FLAGS, [{ ...flag(1), reviewed: { by: 'someone' } }]);
    assert.equal(formatSidecar(FLAGS, parseSidecar(FLAGS, text, 'f')), text);
    assert.match(text, /"reviewed":\{"by":"someone"\}/);
  });

  it('reads CRLF, a byte order mark and blank lines', () => {
    const text = `\uFEFF${JSON.stringify(flag(1))}\r\n\r\n${JSON.stringify(flag(2))}\r\n`;
    assert.deepEqual(
      parseSidecar(FLAGS, text, 'f').map(({ row }) => row),
      [1, 2],
    );
  });

  const refused = (text: string): LensError => {
    try {
      parseSidecar(FLAGS, text, '/d/influence-flags.jsonl');
    } catch (error) {
      assert.ok(error instanceof LensError);
      return error;
    }
    return assert.fail('it was read');
  };

  it('is refused with the line of what is not a flag', () => {
    const good = JSON.stringify(flag(1));
    const json = refused(`${good}\n{"file": "x"`);
    assert.equal(json.location?.line, 2);
    assert.match(json.message, /not JSON/);
    const shape = refused(`${good}\n\n{"file": "x", "row": -1}`);
    assert.equal(shape.location?.line, 3);
    assert.match(shape.message, /row/);
  });

  it('names a merge conflict as what it is', () => {
    const error = refused(`<<<<<<< HEAD\n${JSON.stringify(flag(1))}\n=======\n`);
    assert.match(error.message, /merge conflict/);
    assert.equal(error.location?.line, 1);
  });
});

describe('writing a file whole', () => {
  const folder = () => mkdtemp(join(tmpdir(), 'influence-flags-'));

  it('leaves the text and nothing beside it', async () => {
    const dir = await folder();
    const file = join(dir, 'f.jsonl');
    await writeAtomically(file, 'one\n');
    await writeAtomically(file, 'two\n');
    assert.equal(await readFile(file, 'utf8'), 'two\n');
    assert.deepEqual(await readdir(dir), ['f.jsonl']);
  });

  it('keeps a link a link and the mode of its file', async () => {
    const dir = await folder();
    const real = join(dir, 'real.jsonl');
    const link = join(dir, 'link.jsonl');
    await writeFile(real, 'old');
    await chmod(real, 0o640);
    await symlink(real, link);
    await writeAtomically(link, 'new');
    assert.ok((await lstat(link)).isSymbolicLink());
    assert.equal(await readFile(real, 'utf8'), 'new');
    assert.equal((await stat(real)).mode & 0o777, 0o640);
  });

  it('says which file could not be written', async () => {
    const file = join(await folder(), 'missing', 'f.jsonl');
    await assert.rejects(writeAtomically(file, 'x'), (error) => {
      assert.ok(error instanceof LensError);
      assert.equal(error.code, 'io');
      assert.equal(error.location?.file, file);
      return true;
    });
  });
});
