import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  followCurrent,
  hunkAround,
  hunksBetween,
  lineEdit,
  toCurrent,
  toOriginal,
  type Hunks,
  type LineEdit,
} from '../../../extension/host/editor/lineHunks';

/** The same by brute force: every line carries the number it had at first, or −1 once it is new. */
function replay(lines: number[], edits: readonly LineEdit[]): number[] {
  const next = [...lines];
  for (const { start, end, inserted } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end))
    next.splice(start, end - start, ...new Array<number>(inserted).fill(-1));
  return next;
}

/** Disjoint edits of a document of `count` lines. */
function editsOf(count: number, numbers: number[]): LineEdit[] {
  const edits: LineEdit[] = [];
  let from = 0;
  for (let i = 0; i + 2 < numbers.length && from < count; i += 3) {
    const start = Math.min(count, from + (numbers[i]! % 5));
    const end = Math.min(count, start + (numbers[i + 1]! % 3));
    const inserted = numbers[i + 2]! % 4;
    if (end > start || inserted > 0) edits.push({ start, end, inserted });
    from = end + 1;
  }
  return edits;
}

const events = fc.array(fc.array(fc.nat({ max: 60 }), { minLength: 3, maxLength: 12 }), { maxLength: 12 });

describe('line hunks', () => {
  it('follow every line through any series of edits as a replay line by line does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), events, (count, series) => {
        let lines = Array.from({ length: count }, (_, i) => i);
        let hunks: Hunks = [];
        for (const numbers of series) {
          const edits = editsOf(lines.length, numbers);
          lines = replay(lines, edits);
          hunks = applyEdits(hunks, edits);
        }
        const stands = new Map(lines.map((original, now) => [original, now]));
        for (let line = 0; line < count; line++)
          assert.equal(
            toCurrent(hunks, line),
            stands.get(line),
            `line ${line}, hunks ${JSON.stringify(hunks)}`,
          );
        lines.forEach((original, now) => {
          assert.equal(toOriginal(hunks, now), original === -1 ? undefined : original);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('are widened to a record: all that is left of its lines, and no line from beyond them', () => {
    const bounds = fc.tuple(fc.nat({ max: 39 }), fc.nat({ max: 6 }));
    fc.assert(
      fc.property(events, bounds, (series, [first, length]) => {
        let lines = Array.from({ length: 40 }, (_, i) => i);
        let hunks: Hunks = [];
        for (const numbers of series.slice(0, 2)) {
          const edits = editsOf(lines.length, numbers);
          lines = replay(lines, edits);
          hunks = applyEdits(hunks, edits);
        }
        const last = Math.min(39, first + length);
        const around = hunkAround(hunks, first, last);
        if (!around) {
          for (let line = first; line <= last; line++)
            assert.ok(lines.includes(line), `line ${line} is there`);
          return;
        }
        const { from, fromEnd, to, toEnd } = around;
        assert.ok(from <= first && last < fromEnd);
        const inside = lines.slice(to, toEnd).filter((line) => line >= 0);
        const left = lines.filter((line) => line >= from && line < fromEnd);
        assert.deepEqual(inside, left);
      }),
      { numRuns: 1000 },
    );
  });

  it('stay sorted, apart from each other, and as few as the edited places', () => {
    fc.assert(
      fc.property(events, (series) => {
        let hunks: Hunks = [];
        let places = 0;
        for (const numbers of series) {
          const edits = editsOf(1000, numbers);
          places += edits.length;
          hunks = applyEdits(hunks, edits);
        }
        assert.ok(hunks.length <= places);
        for (let i = 1; i < hunks.length; i++) {
          assert.ok(hunks[i]!.from > hunks[i - 1]!.fromEnd);
          assert.ok(hunks[i]!.to > hunks[i - 1]!.toEnd);
        }
      }),
    );
  });

  it('cost one pass over themselves for a keystroke, not over the lines of the document', () => {
    let hunks: Hunks = [];
    for (let line = 0; line < 50_000; line += 1000)
      hunks = applyEdits(hunks, [{ start: line, end: line + 1, inserted: 1 }]);
    let reads = 0;
    const counted = new Proxy(hunks, {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    applyEdits(counted, [{ start: 25_000, end: 25_001, inserted: 1 }]);
    assert.ok(reads <= 12 * hunks.length, `${reads} reads of ${hunks.length} hunks`);
    reads = 0;
    toCurrent(counted, 40_500);
    assert.ok(reads <= 2 * Math.ceil(Math.log2(hunks.length)) + 8, `${reads} reads for one line`);
  });

  it('follow a line that is edited in place', () => {
    const hunks = applyEdits(
      [],
      [
        { start: 0, end: 0, inserted: 2 },
        { start: 5, end: 6, inserted: 1 },
        { start: 8, end: 9, inserted: 3 },
      ],
    );
    assert.equal(toCurrent(hunks, 5), undefined);
    assert.equal(followCurrent(hunks, 5), 7);
    assert.equal(followCurrent(hunks, 8), undefined);
    assert.equal(followCurrent(hunks, 9), 13);
  });
});

describe('an edit of text as an edit of lines', () => {
  const at = (line: number, character: number) => ({ line, character });
  it('changes the line of a typed character', () => {
    assert.deepEqual(lineEdit({ start: at(3, 4), end: at(3, 4), text: 'x' }), {
      start: 3,
      end: 4,
      inserted: 1,
    });
  });
  it('leaves the neighbours of inserted and removed whole lines alone', () => {
    assert.deepEqual(lineEdit({ start: at(3, 0), end: at(3, 0), text: 'a\r\nb\r\n' }), {
      start: 3,
      end: 3,
      inserted: 2,
    });
    assert.deepEqual(lineEdit({ start: at(3, 0), end: at(5, 0), text: '' }), {
      start: 3,
      end: 5,
      inserted: 0,
    });
  });
  it('leaves a line alone that gets a line break at its end', () => {
    assert.deepEqual(lineEdit({ start: at(3, 9), end: at(3, 9), text: '\nrow' }, true), {
      start: 4,
      end: 4,
      inserted: 1,
    });
  });
  it('changes both lines that are joined', () => {
    assert.deepEqual(lineEdit({ start: at(3, 9), end: at(4, 0), text: '' }), {
      start: 3,
      end: 5,
      inserted: 1,
    });
  });
});

describe('the hunk between two texts', () => {
  it('is empty for equal ones and what is left between common ends otherwise', () => {
    const before = ['a', 'b', 'c', 'd', 'e'];
    assert.deepEqual(hunksBetween(before, [...before]), []);
    assert.deepEqual(hunksBetween(before, ['a', 'b', 'x', 'y', 'e']), [
      { from: 2, fromEnd: 4, to: 2, toEnd: 4 },
    ]);
    assert.deepEqual(hunksBetween(before, ['a', 'b', 'b', 'c', 'd', 'e']), [
      { from: 2, fromEnd: 2, to: 2, toEnd: 3 },
    ]);
    assert.deepEqual(hunksBetween(before, []), [{ from: 0, fromEnd: 5, to: 0, toEnd: 0 }]);
  });
});
