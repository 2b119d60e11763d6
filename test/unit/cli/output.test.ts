import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  change,
  counted,
  decimalsFor,
  duration,
  figures,
  percent,
} from '../../../extension/cli/output/numbers';
import { createStyle } from '../../../extension/cli/output/style';
import { tableLines } from '../../../extension/cli/output/table';

describe('numbers for people', () => {
  it('never round a probability to certainty or to nothing', () => {
    assert.equal(percent(0.8012), '80.1 %');
    assert.equal(percent(1), '100.0 %');
    assert.equal(percent(0), '0.0 %');
    assert.equal(percent(0.99999), '> 99.9 %');
    assert.equal(percent(1e-7), '< 0.1 %');
  });

  it('take as many decimals as the smallest change needs', () => {
    assert.equal(decimalsFor([0.5, 0.02]), 1);
    assert.equal(decimalsFor([0.5, 0.0004]), 3);
    assert.equal(decimalsFor([1e-12]), 6);
    assert.equal(decimalsFor([0, 0]), 1);
    fc.assert(
      fc.property(fc.double({ min: 1e-7, max: 1, noNaN: true }), (delta) => {
        const decimals = decimalsFor([delta]);
        assert.ok(Number((delta * 100).toFixed(decimals)) > 0);
      }),
    );
  });

  it('show changes with their sign, sizes in three digits', () => {
    assert.equal(change(0.0711), '+0.0711');
    assert.equal(change(-31.24), '−31.2');
    assert.equal(figures(1.2345e-9), '1.2e-9');
    assert.equal(figures(12345.678), '12345.7');
    assert.equal(figures(0), '0');
  });

  it('say times and counts', () => {
    assert.deepEqual([0.2, 45.4, 3400, 125_000].map(duration), ['1 ms', '45 ms', '3.4 s', '2 min 5 s']);
    assert.deepEqual([counted(1, 'row'), counted(20000, 'row')], ['1 row', '20,000 rows']);
  });
});

describe('tables', () => {
  it('line up, also with wide and combined characters', () => {
    const lines = tableLines(
      [
        { title: 'n', align: 'right', cell: (row: string[]) => row[0]! },
        { title: 'label', cell: (row) => row[1]! },
        { title: 'x', cell: (row) => row[2]! },
      ],
      [
        ['1', '猫', 'a'],
        ['100', 'é', 'b'],
      ],
    );
    assert.deepEqual(lines, ['  n  label  x', '  1  猫     a', '100  é      b']);
  });
});

describe('colour', () => {
  const coloured = (isTTY: boolean, env: NodeJS.ProcessEnv) => createStyle({ isTTY }, env).bad('x') !== 'x';
  it('is for terminals, unless NO_COLOR says no', () => {
    assert.equal(coloured(true, {}), true);
    assert.equal(coloured(false, {}), false);
    assert.equal(coloured(true, { NO_COLOR: '1' }), false);
    assert.equal(coloured(true, { NO_COLOR: '' }), true);
    assert.equal(coloured(true, { TERM: 'dumb' }), false);
  });
});
