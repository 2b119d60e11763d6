import assert from 'node:assert/strict';
import type { RecordCells } from '../../../../extension/contract/records';
import { explanationDocument, explanationTable } from '../../../../extension/host/panel/export/explanation';
import { smallResult } from './result';

const cellsOf = (row: number, cells: string[]): RecordCells => ({
  ref: { set: 'train', row },
  place: { file: '/data/spam/train.csv', row, line: row + 2, start: 0, end: 1, hash: '' },
  cells,
});
const ROWS = {
  positions: Int32Array.of(1, 0),
  flagged: new Set([2]),
  cells: [cellsOf(2, ['1.5', 'spam']), cellsOf(0, ['-2', 'ham'])],
};

describe('exported rows', () => {
  it('are in the order shown, with their own cells after ours', () => {
    const { header, rows } = explanationTable(smallResult(), ROWS);
    assert.deepEqual(header.slice(-3), ['flagged', 'data.x', 'data.label']);
    assert.ok(rows.every((row) => row.length === header.length));
    const first = Object.fromEntries(header.map((name, i) => [name, rows[0][i]]));
    assert.deepEqual(first, {
      rank: 1,
      file: 'train.csv',
      row: 2,
      line: 4,
      label: 'spam',
      predicted: 'spam',
      label_probability: 0.8,
      influence: -0.9,
      removal_delta: 0.3,
      removal_forecast: 0.35,
      probability_before: 0.25,
      probability_after: 0.25 - 0.07,
      self_influence: '',
      flagged: 'yes',
      'data.x': '1.5',
      'data.label': 'spam',
    });
    assert.equal(rows[1][0], 3);
    assert.equal(rows[1][13], 'no');
  });

  it('leave the cells away when they are not given', () => {
    const { header, rows } = explanationTable(smallResult(), { ...ROWS, cells: undefined });
    assert.equal(header.at(-1), 'flagged');
    assert.ok(rows.every((row) => row.length === header.length));
  });

  it("make the command line's document, with cells and flags added", () => {
    const document = explanationDocument(smallResult({ selfInfluence: Float64Array.of(1, 2, 3) }), ROWS);
    assert.equal(document.kind, 'explain');
    assert.equal(document.version, 1);
    assert.equal(document.target.explained, 'spam');
    assert.deepEqual(document.rows[0], {
      rank: 1,
      file: 'train.csv',
      row: 2,
      line: 4,
      label: 'spam',
      predicted: 'spam',
      influence: -0.9,
      removalDelta: 0.3,
      removalForecast: 0.35,
      removalProbabilityDelta: -0.07,
      selfInfluence: 2,
      flagged: true,
      cells: { x: '1.5', label: 'spam' },
    });
    assert.equal(JSON.parse(JSON.stringify(document)).rows.length, 2);
  });
});
