import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeRecord, withLf } from '../../../extension/host/editor/decodeRecord';
import { applyEdits, type Hunks } from '../../../extension/host/editor/lineHunks';
import { findRecord, type RecordMatch } from '../../../extension/host/editor/recordText';

/** A line of a document; `id` is its line on disk, −1 for one that was typed. */
interface Line {
  text: string;
  id: number;
}
type Step = { at: number; remove: number; insert: string[] };

/** Does the steps one after another, as an editor would report them. */
function edit(disk: readonly string[], steps: readonly Step[]): { lines: Line[]; hunks: Hunks } {
  const lines = disk.map((text, id): Line => ({ text, id }));
  let hunks: Hunks = [];
  for (const { at, remove, insert } of steps) {
    const start = at % (lines.length + 1);
    const end = Math.min(lines.length, start + remove);
    lines.splice(start, end - start, ...insert.map((text) => ({ text, id: -1 })));
    hunks = applyEdits(hunks, [{ start, end, inserted: insert.length }]);
  }
  return { lines, hunks };
}

function find(
  disk: readonly string[],
  line: number,
  steps: readonly Step[],
  record = disk[line]!,
): RecordMatch {
  const { lines, hunks } = edit(disk, steps);
  const text = lines.map((one) => one.text);
  return findRecord(
    hunks,
    record,
    line,
    (a, b) => text.slice(a, b),
    (a, b) => disk.slice(a, b),
  );
}

const word = fc.constantFrom('a', 'b', 'c');
const step = fc.record({ at: fc.nat(9), remove: fc.nat(2), insert: fc.array(word, { maxLength: 2 }) });

describe('a record in an edited document', () => {
  const disk = ['a,b', '1,"x', 'y"', '2,z', '2,z', '3,"x', 'y"'];

  it('is where it moved when lines above it came or went', () => {
    assert.deepEqual(find(disk, 3, [{ at: 1, remove: 0, insert: ['0,0'] }]), { found: true, line: 4 });
    assert.deepEqual(find(disk, 4, [{ at: 3, remove: 1, insert: [] }]), { found: true, line: 3 });
  });

  it('spans its lines', () => {
    assert.deepEqual(find(disk, 5, [{ at: 3, remove: 1, insert: [] }], '3,"x\ny"'), { found: true, line: 4 });
    assert.deepEqual(find(disk, 5, [{ at: 6, remove: 1, insert: ['z"'] }], '3,"x\ny"'), {
      found: false,
      reason: 'changed',
    });
  });

  it('is not its twin when it was removed', () => {
    assert.deepEqual(find(disk, 3, [{ at: 3, remove: 1, insert: [] }]), { found: false, reason: 'changed' });
  });

  it('is found by its text where its line was moved among others', () => {
    const moved = [{ at: 2, remove: 2, insert: ['2,z', 'y"'] }];
    assert.deepEqual(find(['h', '1', 'y"', '2,z'], 3, moved), { found: true, line: 2 });
    assert.deepEqual(
      find(['h', '2,z', 'y"', '2,z'], 3, [{ at: 1, remove: 3, insert: ['2,z', '2,z', 'y"'] }]),
      {
        found: false,
        reason: 'ambiguous',
      },
    );
  });

  it('is never another record, whatever was edited', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.array(step, { maxLength: 5 }),
        (lines, steps) => {
          const document = edit(lines, steps).lines;
          lines.forEach((text, line) => {
            const found = find(lines, line, steps);
            if (!found.found) return;
            const there = document[found.line]!;
            assert.equal(there.text, text);
            const isGone = !document.some(({ id }) => id === line);
            assert.ok(there.id === line || (there.id === -1 && isGone), `line ${line} is not ${there.id}`);
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is always found where its own lines were left alone', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.nat(7),
        fc.nat(9),
        fc.array(word, { minLength: 1, maxLength: 2 }),
        (lines, pick, at, insert) => {
          const line = pick % lines.length;
          const start = at % (lines.length + 1);
          const expected = start <= line ? line + insert.length : line;
          assert.deepEqual(find(lines, line, [{ at: start, remove: 0, insert }]), {
            found: true,
            line: expected,
          });
        },
      ),
    );
  });
});

describe('a record that unsaved edits made', () => {
  const disk = ['h', '1,no', '2,no', '1,yes'];
  const found = (steps: Step[], line = 1) => {
    const { lines, hunks } = edit(disk, steps);
    const text = lines.map((one) => one.text);
    const slice = (of: readonly string[]) => (a: number, b: number) => of.slice(a, b);
    return findRecord(hunks, '1,yes', line, slice(text), slice(disk), true);
  };

  it('is found where it was edited', () => {
    assert.deepEqual(found([{ at: 1, remove: 1, insert: ['1,yes'] }]), { found: true, line: 1 });
  });
  it('is gone when the edit was undone', () => {
    assert.deepEqual(found([]), { found: false, reason: 'changed' });
  });
  it('is not a record that says the same on disk', () => {
    assert.deepEqual(found([{ at: 1, remove: 3, insert: ['1,yes'] }]), { found: false, reason: 'ambiguous' });
  });
});

describe("a record's bytes", () => {
  it('are decoded by the byte order mark of their file', () => {
    const utf16 = Uint8Array.from([0x61, 0, 0x0d, 0, 0x0a, 0, 0xfc, 0]);
    assert.equal(decodeRecord(utf16, Uint8Array.from([0xff, 0xfe, 0])), 'a\r\nü');
    const utf8 = new TextEncoder().encode('a\r\nü');
    assert.equal(decodeRecord(utf8, Uint8Array.from([0xef, 0xbb, 0xbf])), 'a\r\nü');
  });
  it('are compared with LF', () => assert.equal(withLf('a\r\nb\rc\nd'), 'a\nb\nc\nd'));
});
