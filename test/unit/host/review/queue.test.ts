import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSuspect } from '../../../../extension/contract/review';
import { buildQueue, hashAt, placeIn, rowFinder } from '../../../../extension/host/review/queue';
import { decision, FILE, hashOf, placed, ranking, type Row } from './ranking';

const rows: Row[] = [
  { content: 10, label: 0, other: 0.2 },
  { content: 11, label: 1, other: 0.9 },
  { content: 12, label: 0, other: 0.6 },
  { content: 12, label: 0, other: 0.7 },
  { content: 13, label: 1, other: 0.1 },
];
const result = ranking(rows);
const find = rowFinder(result);
const queueOf = (...decisions: ReturnType<typeof placed>[]) => buildQueue(result, find, decisions, []);

describe('the queue of suspects', () => {
  it('is the ranking while nothing is decided, and counts the rows whose held-out prediction disagrees', () => {
    const { queue, suspects } = queueOf();
    assert.deepEqual([...queue], [1, 3, 2, 0, 4]);
    assert.equal(suspects, 3);
    assert.equal(isSuspect(result, 2), true);
    assert.equal(isSuspect(result, 0), false);
  });

  it('leaves out what is kept or fixed, and puts what was skipped at the end', () => {
    const { queue, suspects, decided } = queueOf(
      placed(decision(1, 11, 'skipped')),
      placed(decision(4, 13, 'kept')),
      placed(decision(0, 10, 'fixed', { to: 'yes', hashAfter: hashOf(99) })),
    );
    assert.deepEqual([...queue], [3, 2, 1]);
    assert.equal(suspects, 2);
    assert.deepEqual([...decided.keys()].sort(), [0, 1, 4]);
  });

  it('does not heed decisions that do not count, or that are about another file', () => {
    const other = { ...placed(decision(1, 11, 'kept')), file: '/d/other.csv' };
    const { queue, decided } = queueOf(placed(decision(1, 11, 'kept'), false), other);
    assert.equal(queue.length, 5);
    assert.equal(decided.size, 0);
  });

  it('tells identical rows apart by their record index', () => {
    assert.deepEqual([...queueOf(placed(decision(3, 12, 'kept'))).queue], [1, 2, 0, 4]);
    assert.deepEqual([...queueOf(placed(decision(2, 12, 'kept'))).queue], [1, 3, 0, 4]);
  });

  it('knows a fixed row by its content before and after the file was ranked again', () => {
    const fix = placed(decision(1, 55, 'fixed', { to: 'yes', hashAfter: hashOf(11) }), true, hashOf(11));
    assert.deepEqual([...queueOf(fix).decided.keys()], [1]);
  });

  it('marks the rows that were flagged by hand, at their place', () => {
    const place = { file: FILE, row: 0, line: 2, start: 0, end: 3, hash: hashOf(10) };
    const elsewhere = { ...place, file: '/d/test.csv', row: 1, hash: hashOf(11) };
    const { flagged, queue } = buildQueue(result, find, [], [place, elsewhere]);
    assert.deepEqual([...flagged], [0]);
    assert.deepEqual([...queue], [1, 3, 2, 0, 4]);
  });

  it('holds every row once, decided or not', () => {
    const row = fc.record({
      content: fc.nat(5),
      label: fc.constantFrom<0 | 1>(0, 1),
      other: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const kinds = fc.array(
      fc.constantFrom('fixed' as const, 'kept' as const, 'skipped' as const, undefined),
      {
        minLength: 8,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), kinds, (all, decided) => {
        const ranked = ranking(all);
        const decisions = all.flatMap(({ content }, i) =>
          decided[i] === undefined ? [] : [placed(decision(i, content, decided[i]))],
        );
        const { queue, decided: known } = buildQueue(ranked, rowFinder(ranked), decisions, []);
        const gone = all.flatMap((_, i) => (decided[i] === 'fixed' || decided[i] === 'kept' ? [i] : []));
        assert.deepEqual([...queue, ...gone].sort(), [...all.keys()].sort());
        assert.equal(known.size, decisions.length);
      }),
    );
  });
});

describe('a row of the ranking', () => {
  it('is named by its content, without offsets', () => {
    assert.equal(hashAt(Uint32Array.of(0xdead, 0xbeef), 0), '0000dead0000beef');
    assert.deepEqual(placeIn(result, 3), { file: FILE, row: 3, line: 5, start: 0, end: 0, hash: hashOf(12) });
  });
});
