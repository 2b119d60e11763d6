/** Decimal numbers straight from bytes, correctly rounded: the same double as `Number` gives for the same text. */

const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const LOWER_E = 0x65;
const CASE_BIT = 0x20;

/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const LARGEST_EXACT_POWER = POWERS.length - 1;
/** Digits collected in one int32. */
const GROUP = 9;
const LARGEST_EXACT_INTEGER = 2 ** 53;
/** 2²⁷ + 1: splits a double into two halves of 26 bits (Dekker). */
const SPLITTER = 134217729;
/** Above the relative error of the double-double results below, which is under 2⁻¹⁰². */
const MARGIN = 2 ** -100;

/** The rounding error of `product` = fl(a·b): a·b = product + error, exactly (Dekker's two-product). */
function productError(a: number, b: number, product: number): number {
  const ta = SPLITTER * a;
  const aHigh = ta - (ta - a);
  const aLow = a - aHigh;
  const tb = SPLITTER * b;
  const bHigh = tb - (tb - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/**
 * (head·10^k + tail)·10^exponent for a mantissa of more than 53 bits, in double-double arithmetic. NaN when the error bound
 * does not decide the rounding (Ziv's test), so that the caller takes the slow road.
 */
function roundWide(head: number, tail: number, k: number, exponent: number): number {
  const shifted = head * POWERS[k];
  const low = productError(head, POWERS[k], shifted) + tail;
  const mantissa = shifted + low;
  const rest = low - (mantissa - shifted);
  if (exponent === 0) return mantissa;
  let first: number;
  let second: number;
  if (exponent > 0) {
    const power = POWERS[exponent];
    first = mantissa * power;
    second = productError(mantissa, power, first) + rest * power;
  } else {
    const power = POWERS[-exponent];
    first = mantissa / power;
    const back = first * power;
    second = (mantissa - back - productError(first, power, back) + rest) / power;
  }
  const margin = first * MARGIN;
  const below = first + (second - margin);
  return below === first + (second + margin) ? below : NaN;
}

function slowly(bytes: Uint8Array, start: number, end: number): number {
  return Number(String.fromCharCode(...bytes.subarray(start, end)));
}

/**
 * The number that bytes [start, end) spell: optional sign, decimal digits with an optional point, optional exponent; no blanks.
 * NaN when they are not one; infinite when it is too large for a double.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number): number {
  let p = start;
  const first = p < end ? bytes[p] : 0;
  if (first === MINUS || first === PLUS) p++;
  let head = 0;
  let tail = 0;
  let significant = 0;
  let exponent = 0;
  const integerStart = p;
  for (; p < end; p++) {
    const digit = bytes[p] - ZERO;
    if (digit >>> 0 > 9) break;
    if (significant < GROUP) head = (Math.imul(head, 10) + digit) | 0;
    else if (significant < 2 * GROUP) tail = (Math.imul(tail, 10) + digit) | 0;
    if (significant > 0 || digit > 0) significant++;
  }
  let digits = p - integerStart;
  if (p < end && bytes[p] === POINT) {
    p++;
    const fractionStart = p;
    for (; p < end; p++) {
      const digit = bytes[p] - ZERO;
      if (digit >>> 0 > 9) break;
      if (significant < GROUP) head = (Math.imul(head, 10) + digit) | 0;
      else if (significant < 2 * GROUP) tail = (Math.imul(tail, 10) + digit) | 0;
      if (significant > 0 || digit > 0) significant++;
    }
    exponent = fractionStart - p;
    digits -= exponent;
  }
  if (digits === 0) return NaN;
  if (p < end) {
    if ((bytes[p] | CASE_BIT) !== LOWER_E) return NaN;
    p++;
    const sign = p < end ? bytes[p] : 0;
    if (sign === MINUS || sign === PLUS) p++;
    if (p === end) return NaN;
    let written = 0;
    for (; p < end; p++) {
      const digit = bytes[p] - ZERO;
      if (digit >>> 0 > 9) return NaN;
      if (written < 100000) written = written * 10 + digit;
    }
    exponent += sign === MINUS ? -written : written;
  }
  if (head === 0) return first === MINUS ? -0 : 0;
  if (significant > 2 * GROUP || exponent > LARGEST_EXACT_POWER || exponent < -LARGEST_EXACT_POWER) {
    return slowly(bytes, start, end);
  }
  let value: number;
  const extra = significant - GROUP;
  const mantissa = extra > 0 ? head * POWERS[extra] + tail : head;
  if (mantissa < LARGEST_EXACT_INTEGER) {
    value = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
  } else {
    value = roundWide(head, tail, extra, exponent);
    if (Number.isNaN(value)) return slowly(bytes, start, end);
  }
  return first === MINUS ? -value : value;
}
