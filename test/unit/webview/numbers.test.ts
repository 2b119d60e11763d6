import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decimalsFor,
  formatChange,
  formatCount,
  formatDuration,
  formatFixed,
  formatPlain,
  formatPoints,
  formatProbability,
  formatRows,
  formatShare,
  formatSigned,
  formatSignificant,
} from '../../../webview/format/numbers';

/** Thin spaces as plain ones, to write what is expected. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');
/** The number that a text shows. */
const parse = (text: string) =>
  Number(text.replaceAll('−', '-').replaceAll('\u202f', '').replaceAll(',', ''));

describe('numbers of the panel', () => {
  it('writes a true minus sign and none for what rounds to zero', () => {
    assert.equal(formatFixed(-0.0694, 3), '−0.069');
    assert.equal(formatFixed(-0.0004, 3), '0.000');
    assert.equal(formatSigned(0.0694, 3), '+0.069');
    assert.equal(formatSigned(0.0004, 3), '0.000');
    assert.equal(formatSigned(0, 3), '0.000');
  });

  it('groups counts and names one row and several', () => {
    assert.equal(formatCount(123456), '123,456');
    assert.equal(formatRows(1), '1 row');
    assert.equal(formatRows(1000), '1,000 rows');
    assert.equal(formatRows(0), '0 rows');
  });

  it('never rounds a probability to certainty', () => {
    assert.equal(plain(formatProbability(0.9123)), '91.2 %');
    assert.equal(plain(formatProbability(0.99999)), '> 99.9 %');
    assert.equal(plain(formatProbability(0.00001)), '< 0.1 %');
    assert.equal(plain(formatProbability(1)), '100.0 %');
    assert.equal(plain(formatProbability(0)), '0.0 %');
    assert.equal(plain(formatProbability(Number.NaN)), '–');
    assert.equal(plain(formatProbability(0.912345, 3)), '91.234 %');
  });

  it('shows changes of probability in percentage points', () => {
    assert.equal(plain(formatPoints(-0.072)), '−7.2 pp');
    assert.equal(plain(formatPoints(0.0004)), '0.0 pp');
  });

  it('writes small changes out instead of as zero', () => {
    assert.equal(formatChange(-0.0694, 3), '−0.069');
    assert.equal(formatChange(0.00021, 3), '+0.00021');
    assert.equal(formatChange(-2.13e-7, 3), '−2.1e−7');
    assert.equal(formatChange(0, 3), '0.000');
  });

  it('shows every other change than zero as other than zero, with its sign', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -50, max: 50 }),
        fc.integer({ min: 2, max: 8 }),
        (value, decimals) => {
          const shown = parse(formatChange(value, decimals));
          assert.equal(Math.sign(shown) || 0, Math.sign(value) || 0);
          assert.ok(Math.abs(shown - value) <= 0.5000001 * 10 ** -decimals);
        },
      ),
    );
  });

  it('keeps the significant digits it is asked for', () => {
    assert.equal(formatSignificant(104.23), '104');
    assert.equal(formatSignificant(84.03), '84.0');
    assert.equal(formatSignificant(0.00031), '0.000310');
    assert.equal(formatSignificant(1.1e-17, 2), '1.1e−17');
    assert.equal(formatSignificant(12_345_678), '1.23e7');
    assert.equal(formatSignificant(0), '0');
    assert.equal(formatPlain(0.01), '0.01');
    assert.equal(formatPlain(100), '100');
    assert.equal(formatPlain(1e-10), '1e−10');
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 1e-30, max: 1e30 }), (value) => {
        assert.ok(Math.abs(parse(formatSignificant(value, 3)) - value) <= 0.00501 * value);
        assert.ok(Math.abs(parse(formatPlain(value, 3)) - value) <= 0.00501 * value);
      }),
    );
  });

  it('chooses decimals by the largest of a column', () => {
    assert.equal(decimalsFor(0.147, 3, 2, 8), 3);
    assert.equal(decimalsFor(0.0214, 3, 2, 8), 4);
    assert.equal(decimalsFor(12, 3, 2, 8), 2);
    assert.equal(decimalsFor(1e-12, 3, 2, 8), 8);
    assert.equal(decimalsFor(0, 3, 2, 8), 2);
  });

  it('says how long coarsely', () => {
    assert.equal(plain(formatDuration(200)), '1 s');
    assert.equal(plain(formatDuration(12_500)), '13 s');
    assert.equal(plain(formatDuration(150_000)), '3 min');
    assert.equal(plain(formatDuration(3 * 3_600_000)), '3.0 h');
    assert.equal(plain(formatShare(0.416)), '42 %');
    assert.equal(plain(formatShare(0.0123)), '1.2 %');
  });
});
