import assert from 'node:assert/strict';
import { createWithdrawals } from '../../../../extension/host/review/withdrawals';
import type { Standing } from '../../../../extension/host/review/standing';
import { decision, FILE, hashOf, placed } from './ranking';

const CONFIG = '/d/influence.json';
const fix = placed(decision(3, 30, 'fixed', { to: 'yes', hashAfter: hashOf(31) }));
const saved = { ...fix, place: { ...fix.place!, hash: hashOf(31) } };
const stands = (counts: boolean, unsaved: boolean): Standing => ({ counts, unsaved });

describe('fixes that are undone', () => {
  const follow = (
    withdrawals: ReturnType<typeof createWithdrawals>,
    entry: typeof fix,
    standing: Standing,
    wasSaved = false,
  ) => withdrawals.follow(CONFIG, [entry], [standing], wasSaved);
  const undone = () => {
    const withdrawals = createWithdrawals();
    assert.deepEqual(follow(withdrawals, fix, stands(true, true)), { withdrawn: [], restored: [] });
    assert.deepEqual(follow(withdrawals, fix, stands(false, false)), {
      withdrawn: [fix.entry],
      restored: [],
    });
    return withdrawals;
  };

  it('leave the log once the document is as it was, and come back when they are done again', () => {
    const withdrawals = undone();
    assert.deepEqual(withdrawals.of(CONFIG), [fix]);
    assert.deepEqual(follow(withdrawals, fix, stands(true, true)), { withdrawn: [], restored: [fix] });
    assert.deepEqual(withdrawals.of(CONFIG), []);
  });

  it('stay in the log while that is not saved', () => {
    const withdrawals = createWithdrawals();
    assert.deepEqual(follow(withdrawals, saved, stands(false, true)), { withdrawn: [], restored: [] });
  });

  it('leave the log when the undo was saved before anyone looked', () => {
    const withdrawals = createWithdrawals();
    follow(withdrawals, saved, stands(true, false));
    const { withdrawn } = follow(withdrawals, fix, stands(false, false), true);
    assert.deepEqual(withdrawn, [fix.entry]);
  });

  it('leave the log also when the row was not found meanwhile, as in a file that is half written', () => {
    const lost = { ...fix, place: undefined };
    for (const [first, second] of [
      [false, true],
      [true, false],
    ]) {
      const withdrawals = createWithdrawals();
      follow(withdrawals, saved, stands(true, false));
      assert.deepEqual(follow(withdrawals, lost, stands(false, false), first).withdrawn, []);
      assert.deepEqual(follow(withdrawals, fix, stands(false, false), second).withdrawn, [fix.entry]);
    }
  });

  it('stay in the log when others replaced the file, whatever is saved later', () => {
    const withdrawals = createWithdrawals();
    follow(withdrawals, saved, stands(true, false));
    assert.deepEqual(follow(withdrawals, fix, stands(false, false)).withdrawn, []);
    assert.deepEqual(follow(withdrawals, fix, stands(false, false), true).withdrawn, []);
  });

  it('stay in the log when they were saved, or when others replaced the file', () => {
    const withdrawals = createWithdrawals();
    follow(withdrawals, fix, stands(true, true));
    assert.deepEqual(follow(withdrawals, saved, stands(true, false)), { withdrawn: [], restored: [] });
    assert.deepEqual(follow(withdrawals, fix, stands(false, false)), { withdrawn: [], restored: [] });
  });

  it('do not come back when something else was decided of the row', () => {
    const withdrawals = undone();
    withdrawals.forget(CONFIG, [decision(3, 30, 'kept')]);
    assert.deepEqual(withdrawals.of(CONFIG), []);
  });

  it('are looked up again when the file changes', async () => {
    const withdrawals = undone();
    const moved = { file: FILE, row: 5, line: 7, start: 1, end: 2, hash: hashOf(30) };
    await withdrawals.relocate(CONFIG, () => Promise.resolve(moved));
    assert.deepEqual(withdrawals.of(CONFIG)[0]!.place, moved);
    await withdrawals.relocate(CONFIG, () => Promise.reject(new Error('gone')));
    assert.equal(withdrawals.of(CONFIG)[0]!.place, undefined);
  });
});
