import assert from 'node:assert/strict';
import { LensError } from '../../../../extension/contract/errors';
import type { CallParams } from '../../../../extension/contract/panel';
import { reviewDocument, reviewTable } from '../../../../extension/host/panel/export/review';
import { decide, evidenceFor, requireRanked, reviewState } from '../../../../extension/host/panel/reviewed';
import type { DecisionRequest, Review } from '../../../../extension/host/review/types';
import type { Services } from '../../../../extension/host/services';
import { smallRanking } from './ranking';
import { DATASET } from './result';

const isStale = (thrown: unknown) => thrown instanceof LensError && thrown.code === 'stale';
const hashOf = (low: number) => low.toString(16).padStart(16, '0');
const record = (row: number, low: number) => ({
  ref: { set: 'train' as const, row },
  place: { file: '/data/spam/train.csv', row, line: 1, start: 0, end: 1, hash: hashOf(low) },
  cells: [],
});

/** Position 1 was fixed, position 0 kept. */
function setUp(result = smallRanking()) {
  const entry = (decision: 'fixed' | 'kept', more = {}) => ({
    entry: { file: 'train.csv', row: 2, line: 4, hash: hashOf(11), decision, from: 'ham', at: '', ...more },
    file: '/data/spam/train.csv',
    counts: true,
  });
  const decided = new Map([
    [1, entry('fixed', { to: 'spam', hashAfter: hashOf(99) })],
    [0, entry('kept')],
  ]);
  const asked: { name: string; params: Record<string, unknown> }[] = [];
  const requests: [readonly number[], DecisionRequest][] = [];
  const answers: Record<string, unknown> = { fresh: true, evidence: { position: 2 } };
  const services = {
    review: {
      of: () => ({ result, decided }),
      decide: (_: string, positions: readonly number[], request: DecisionRequest) => {
        requests.push([positions, request]);
        const error = { code: 'stale', message: 'It moved.' };
        return Promise.resolve({ done: [1], refused: [{ position: 2, error }] });
      },
    },
    engine: {
      request: (name: string, params: Record<string, unknown>) => {
        asked.push({ name, params });
        return Promise.resolve(answers[name]);
      },
    },
  } as unknown as Services;
  return { services, result, decided, asked, answers, requests };
}

describe('labels under review', () => {
  it('are recognised as they were ranked, or as a fix left them', () => {
    const { services, result } = setUp();
    requireRanked(services, result, [record(0, 10), record(2, 11), record(2, 99), record(3, 12)]);
    for (const [row, low] of [
      [3, 99],
      [0, 11],
      [4, 12],
    ]) {
      assert.throws(() => requireRanked(services, result, [record(row, low)]), isStale);
    }
  });

  it('have the decisions that count, by position', () => {
    const { decided } = setUp();
    assert.deepEqual(reviewState({ decided, stale: true } as unknown as Review), {
      decisions: [
        { position: 1, decision: 'fixed', to: 'spam' },
        { position: 0, decision: 'kept' },
      ],
      stale: true,
      change: undefined,
    });
  });

  it('are decided in the store, which tells what it refused', async () => {
    const { services, result, requests } = setUp();
    const params = (decision: CallParams<'decide'>['decision'], label?: string) => ({
      revision: 1,
      positions: Int32Array.of(1, 2),
      decision,
      label,
    });
    const shown = { view: 'review' as const, result };
    assert.deepEqual(await decide(services, shown, params('fix')), {
      refused: [{ position: 2, reason: 'It moved.' }],
    });
    await decide(services, shown, params('fix', 'spam'));
    await decide(services, shown, params('reopen'));
    assert.deepEqual(requests, [
      [[1, 2], { kind: 'fix', to: undefined }],
      [[1, 2], { kind: 'fix', to: 'spam' }],
      [[1, 2], { kind: 'reopen' }],
    ]);
  });

  it('are not decided by the positions of another ranking', async () => {
    const { services } = setUp();
    const shown = { view: 'review' as const, result: smallRanking() };
    const params = { revision: 1, positions: Int32Array.of(1), decision: 'keep' as const };
    await assert.rejects(decide(services, shown, params), isStale);
  });

  it('have the evidence of the model that ranked them while the file is as it was, else of the labels now', async () => {
    const { services, result, asked, answers } = setUp();
    const work = { signal: new AbortController().signal, progress: () => undefined };
    const row = { set: 'train' as const, row: 3 };
    await evidenceFor(services, DATASET, result, { row }, work);
    assert.equal(asked.at(-1)?.params['fingerprint'], 'f1');
    answers['fresh'] = false;
    await evidenceFor(services, DATASET, result, { row }, work);
    assert.equal(asked.at(-1)?.params['fingerprint'], undefined);
    answers['evidence'] = { position: 1 };
    await assert.rejects(evidenceFor(services, DATASET, result, { row }, work), isStale);
  });

  it('are exported with decisions, duplicates and their own cells', () => {
    const rows = {
      positions: Int32Array.of(2, 0),
      flagged: new Set([3]),
      decisions: [{ position: 2, decision: 'fixed' as const, to: 'ham' }],
      cells: [
        { ...record(3, 12), cells: ['7', 'spam'] },
        { ...record(0, 10), cells: ['1', 'ham'] },
      ],
    };
    const { header, rows: table } = reviewTable(smallRanking(), rows);
    const named = table.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
    assert.equal(named[0]['rank'], 2);
    assert.equal(named[0]['label'], 'spam');
    assert.equal(named[0]['suggested'], 'ham');
    assert.equal(named[0]['decision'], 'fixed');
    assert.equal(named[0]['changed_to'], 'ham');
    assert.equal(named[0]['flagged'], 'yes');
    assert.equal(named[0]['data.x'], '7');
    assert.equal(named[1]['duplicates'], 1);
    assert.equal(named[1]['decision'], '');
    const document = reviewDocument(smallRanking(), rows);
    assert.deepEqual(document.rows[0].cells, { x: '7', label: 'spam' });
    assert.equal(document.rows[0].changedTo, 'ham');
    assert.equal(document.rows[1].duplicates, 1);
    assert.equal(document.rows[1].decision, undefined);
  });
});
