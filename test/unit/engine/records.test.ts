import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locate, recordAt } from '../../../extension/engine/answers/records';

const work = { signal: new AbortController().signal, progress: () => undefined };

describe('records of a file on its own', () => {
  const text = 'x,note\n1,"a\nb"\n2,c\n2,c\n3,d\n';
  let file: string;
  beforeEach(async () => {
    file = join(await mkdtemp(join(tmpdir(), 'influence-records-')), 'data.csv');
    await writeFile(file, text);
  });
  const at = async (line: number) => (await recordAt({ file, line }, work))!;

  it('are found by any of their lines', async () => {
    assert.equal(await recordAt({ file, line: 1 }, work), null);
    assert.deepEqual([(await at(2)).row, (await at(3)).row, (await at(4)).row], [0, 0, 1]);
  });

  it('are found again where they moved, without their old offsets', async () => {
    const place = { ...(await at(6)), start: 0, end: 0 };
    await writeFile(file, text.replace('note\n', 'note\n0,new\n'));
    const found = await locate({ place }, work);
    assert.deepEqual([found.row, found.line], [4, 7]);
  });

  it('are told apart when they are alike, by row and line without offsets, and refused when that cannot be', async () => {
    const place = await at(5);
    assert.equal((await locate({ place }, work)).row, 2);
    assert.equal((await locate({ place: { ...place, start: 0, end: 0 } }, work)).row, 2);
    await writeFile(file, text.replace('note\n', 'note\n0,new\n'));
    await assert.rejects(locate({ place }, work), { code: 'stale' });
  });

  it('are refused when their content is gone', async () => {
    const place = await at(6);
    await writeFile(file, text.replace('3,d', '3,e'));
    await assert.rejects(locate({ place }, work), { code: 'stale' });
  });

  it('are the same for all who ask at once', async () => {
    const places = await Promise.all(Array.from({ length: 50 }, () => at(4)));
    for (const place of places) assert.deepEqual(place, places[0]);
  });
});
