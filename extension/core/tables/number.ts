/** Decimal numbers straight from bytes, correctly rounded: the same double as `Number` gives for the same text. */

const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const LOWER_E = 0x65;
const CASE_BIT = 0x20;

/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
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
 * (head·10^k + tail)·10^−fraction for a mantissa of more than 53 bits, in double-double arithmetic. NaN when the error bound does not
 * decide the rounding (Ziv's test).
 */
function roundWide(head: number, tail: number, k: number, fraction: number): number {
  const shifted = head * POWERS[k];
  const low = productError(head, POWERS[k], shifted) + tail;
  const mantissa = shifted + low;
  if (fraction === 0) return mantissa;
  const rest = low - (mantissa - shifted);
  const power = POWERS[fraction];
  const first = mantissa / power;
  const back = first * power;
  const second = (mantissa - back - productError(first, power, back) + rest) / power;
  const margin = first * MARGIN;
  const below = first + (second - margin);
  return below === first + (second + margin) ? below : NaN;
}

/**
 * digits·10^−fraction, correctly rounded: `head` holds the first nine digits, `tail` the others. NaN when there are too many digits for
 * this road, and in the rare case that it does not decide the rounding.
 */
function scaled(head: number, tail: number, digits: number, fraction: number): number {
  const extra = digits - GROUP;
  if (extra <= 0) return head / POWERS[fraction];
  if (extra > GROUP || fraction > LARGEST_EXACT_POWER) return NaN;
  const mantissa = head * POWERS[extra] + tail;
  return mantissa < LARGEST_EXACT_INTEGER
    ? mantissa / POWERS[fraction]
    : roundWide(head, tail, extra, fraction);
}

/**
 * Reads the decimal at `start`: an optional minus, digits, an optional point with digits. Puts its value into `out[at]`, NaN where there
 * is none or only the slow road of `parseNumber` leads to it. Returns where it ends.
 */
export function readDecimal(
  bytes: Uint8Array,
  start: number,
  to: number,
  out: Float64Array,
  at: number,
): number {
  const negative = start < to && bytes[start] === MINUS;
  const first = negative ? start + 1 : start;
  let p = first;
  let head = 0;
  let tail = 0;
  for (const limit = Math.min(to, p + GROUP); p < limit; p++) {
    const digit = bytes[p] - ZERO;
    if (digit >>> 0 > 9) break;
    head = (Math.imul(head, 10) + digit) | 0;
  }
  for (; p < to; p++) {
    const digit = bytes[p] - ZERO;
    if (digit >>> 0 > 9) break;
    tail = (Math.imul(tail, 10) + digit) | 0;
  }
  const whole = p - first;
  let digits = whole;
  let fraction = 0;
  if (p < to && bytes[p] === POINT) {
    const from = ++p;
    if (whole === 1 && head === 0) {
      digits = 0;
      while (p < to && bytes[p] === ZERO) p++;
    }
    const counted = p;
    for (const limit = Math.min(to, p + GROUP - digits); p < limit; p++) {
      const digit = bytes[p] - ZERO;
      if (digit >>> 0 > 9) break;
      head = (Math.imul(head, 10) + digit) | 0;
    }
    for (; p < to; p++) {
      const digit = bytes[p] - ZERO;
      if (digit >>> 0 > 9) break;
      tail = (Math.imul(tail, 10) + digit) | 0;
    }
    digits += p - counted;
    fraction = p - from;
  }
  const value = whole + fraction === 0 ? NaN : scaled(head, tail, digits, fraction);
  out[at] = negative ? -value : value;
  return p;
}

/** Past the digits from `p` on. */
function skipDigits(bytes: Uint8Array, from: number, end: number): number {
  let p = from;
  while (p < end && (bytes[p] - ZERO) >>> 0 <= 9) p++;
  return p;
}

/** Whether the bytes are an optional sign, digits with an optional point, and an optional exponent. */
function isDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  const signed = start < end && (bytes[start] === MINUS || bytes[start] === PLUS);
  const first = signed ? start + 1 : start;
  let p = skipDigits(bytes, first, end);
  let digits = p - first;
  if (p < end && bytes[p] === POINT) {
    const from = p + 1;
    p = skipDigits(bytes, from, end);
    digits += p - from;
  }
  if (digits === 0 || p === end) return digits > 0;
  if ((bytes[p] | CASE_BIT) !== LOWER_E) return false;
  p++;
  if (p < end && (bytes[p] === MINUS || bytes[p] === PLUS)) p++;
  return p < end && skipDigits(bytes, p, end) === end;
}

const result = new Float64Array(1);

/**
 * The number that bytes [start, end) spell: optional sign, decimal digits with an optional point, optional exponent; no blanks. NaN when
 * they are not one; infinite when it is too large for a double.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number): number {
  const read = readDecimal(bytes, start, end, result, 0);
  const [value] = result;
  if (read === end && !Number.isNaN(value)) return value;
  return isDecimal(bytes, start, end) ? Number(String.fromCharCode(...bytes.subarray(start, end))) : NaN;
}
