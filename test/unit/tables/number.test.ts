import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseNumber } from '../../../extension/core/tables/number';

function parse(text: string): number {
  const bytes = Buffer.from(`#${text}#`);
  return parseNumber(bytes, 1, bytes.length - 1);
}

function assertExact(text: string): void {
  assert.ok(Object.is(parse(text), Number(text)), `${text}: ${parse(text)} is not ${Number(text)}`);
}

const digits = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: most });
const sign = fc.constantFrom('', '-', '+');
const runs = { numRuns: 3000 };

describe('parseNumber', () => {
  it('rounds decimals of any length as Number does', () => {
    fc.assert(
      fc.property(sign, digits(22), fc.boolean(), digits(22), (s, whole, point, fraction) => {
        fc.pre(whole !== '' || (point && fraction !== ''));
        assertExact(`${s}${whole}${point ? `.${fraction}` : ''}`);
      }),
      runs,
    );
  });

  it('rounds numbers with exponents as Number does', () => {
    const exponent = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -400, max: 400 }));
    fc.assert(
      fc.property(
        sign,
        digits(19),
        digits(19),
        fc.constantFrom('e', 'E', 'e+'),
        exponent,
        (s, whole, part, e, power) => {
          fc.pre(whole + part !== '');
          const mark = e === 'e+' && power < 0 ? 'e' : e;
          assertExact(`${s}${whole}.${part}${mark}${power}`);
        },
      ),
      runs,
    );
  });

  it('gives back every double from its shortest spelling', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(parse(String(value)), Number(String(value)));
      }),
      runs,
    );
  });

  it('rounds what lies next to the middle between two doubles', () => {
    // 17 to 19 digits around (2m + 1)·2^k: the sum of two neighbouring doubles, halved, in full.
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2n ** 53n, max: 2n ** 54n - 1n }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: -1, max: 1 }),
        fc.integer({ min: 0, max: 22 }),
        (odd, shift, step, point) => {
          const text = String(((odd * 2n + 1n) << BigInt(shift)) + BigInt(step));
          assertExact(text);
          assertExact(`${text}e-${point}`);
          assertExact(`${text}e${point}`);
        },
      ),
      runs,
    );
  });

  it('keeps the sign of zero and goes to infinity like Number', () => {
    for (const text of ['0', '-0', '+0.000', '-0e5', '1e308', '1e309', '-1e400', '1e-400', '0e999999999'])
      assertExact(text);
  });

  it('reads nothing but decimal numbers', () => {
    const others = [
      '',
      '-',
      '+',
      '.',
      '-.',
      'e5',
      '1e',
      '1e+',
      '.e1',
      '1.2.3',
      '0x10',
      '1_000',
      '1,5',
      ' 1',
      '1 ',
      '--1',
      'NaN',
    ];
    for (const text of [...others, 'Infinity', '1e5x', '٣']) assert.ok(Number.isNaN(parse(text)), text);
  });
});
