import assert from 'node:assert/strict';
import { createEditLog } from '../../../extension/host/editor/editLog';

const edit = { start: 4, end: 5, inserted: 1 };
const hunk = { from: 4, fromEnd: 5, to: 4, toEnd: 5 };

describe('the edits of a document', () => {
  it('are since disk and since base alike until it is saved', () => {
    const log = createEditLog();
    log.edited([edit], false);
    assert.deepEqual(log.sinceDisk, [hunk]);
    assert.deepEqual(log.sinceBase, [hunk]);
    log.saved();
    assert.deepEqual(log.sinceDisk, []);
    assert.deepEqual(log.sinceBase, [hunk]);
  });

  it('are gone when undo brings back what is on disk, and keep what was saved before', () => {
    const log = createEditLog();
    log.edited([edit], false);
    log.saved();
    log.edited([{ start: 9, end: 10, inserted: 3 }], false);
    log.edited([{ start: 9, end: 12, inserted: 1 }], true);
    log.becameClean();
    assert.deepEqual(log.sinceDisk, []);
    assert.deepEqual(log.sinceBase, [hunk]);
  });

  it('change nothing when the news that it is clean follows a save', () => {
    const log = createEditLog();
    log.edited([edit], false);
    log.saved();
    log.edited([edit], true);
    log.saved();
    log.becameClean();
    assert.deepEqual(log.sinceBase, [hunk]);
    assert.equal(log.generation, 2);
  });

  it('stay since base when the file is loaded anew from a changed disk', () => {
    const log = createEditLog();
    log.edited([edit], false);
    log.becameClean();
    assert.deepEqual(log.sinceDisk, []);
    assert.deepEqual(log.sinceBase, [hunk]);
    assert.equal(log.generation, 1);
  });

  it('start from nothing at a new base, but for what is not saved', () => {
    const log = createEditLog();
    log.edited([edit], false);
    log.saved();
    log.edited([{ start: 0, end: 0, inserted: 1 }], false);
    log.rebase();
    assert.deepEqual(log.sinceBase, [{ from: 0, fromEnd: 0, to: 0, toEnd: 1 }]);
    log.edited([{ start: 0, end: 1, inserted: 0 }], true);
    log.becameClean();
    assert.deepEqual(log.sinceBase, []);
  });

  it('count the contents of the disk', () => {
    const log = createEditLog();
    log.saved();
    assert.equal(log.generation, 0);
    log.edited([edit], false);
    assert.equal(log.generation, 0);
    log.saved();
    assert.equal(log.generation, 1);
  });

  it('begin with what differs from the disk when it is opened', () => {
    const log = createEditLog([hunk]);
    assert.deepEqual(log.sinceDisk, [hunk]);
    log.saved();
    assert.deepEqual(log.sinceDisk, []);
    assert.deepEqual(log.sinceBase, [hunk]);
  });
});
