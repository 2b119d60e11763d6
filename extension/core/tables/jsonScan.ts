/** A strict JSON scanner over bytes (RFC 8259): it checks the grammar and says where values end; it builds nothing. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A text that is not JSON; `position` is the first byte that does not fit. */
export class JsonFault {
  constructor(
    readonly position: number,
    readonly message: string,
  ) {}
}

export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let p = from;
  while (p < to && (bytes[p] === 0x20 || bytes[p] === 0x09 || bytes[p] === 0x0d || bytes[p] === 0x0a)) p++;
  return p;
}

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

/** Length of the escape at the backslash `p`. */
function escapeLength(bytes: Uint8Array, p: number, to: number): number {
  switch (p + 1 < to ? bytes[p + 1] : 0) {
    case 0x22: // "
    case 0x2f: // /
    case 0x5c: // \
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return 2;
    case 0x75: // u
      for (let i = 2; i < 6; i++) {
        if (p + i >= to || !isHex(bytes[p + i])) throw new JsonFault(p, 'a \\u escape needs four hex digits');
      }
      return 6;
    default:
      throw new JsonFault(p, 'this escape is not known in JSON');
  }
}

/** From the opening quote past the closing one. `escaped.seen` is set when the string holds an escape. */
export function skipString(bytes: Uint8Array, from: number, to: number, escaped: { seen: boolean }): number {
  let p = from + 1;
  while (p < to) {
    const byte = bytes[p];
    if (byte === QUOTE) return p + 1;
    if (byte === BACKSLASH) {
      escaped.seen = true;
      p += escapeLength(bytes, p, to);
    } else {
      if (byte < 0x20) throw new JsonFault(p, 'a control character in a string must be escaped');
      p++;
    }
  }
  throw new JsonFault(from, 'this string is not closed');
}

function skipDigits(bytes: Uint8Array, from: number, to: number): number {
  let p = from;
  while (p < to && bytes[p] >= 0x30 && bytes[p] <= 0x39) p++;
  if (p === from) throw new JsonFault(p, 'a digit is missing');
  return p;
}

export function skipNumber(bytes: Uint8Array, from: number, to: number): number {
  let p = bytes[from] === 0x2d ? from + 1 : from;
  if (p < to && bytes[p] === 0x30) p++;
  else p = skipDigits(bytes, p, to);
  if (p < to && bytes[p] === 0x2e) p = skipDigits(bytes, p + 1, to);
  if (p < to && (bytes[p] | 0x20) === 0x65) {
    p++;
    if (p < to && (bytes[p] === 0x2b || bytes[p] === 0x2d)) p++;
    p = skipDigits(bytes, p, to);
  }
  return p;
}

const LITERALS: Readonly<Record<number, string>> = { 0x74: 'true', 0x66: 'false', 0x6e: 'null' };

function skipLiteral(bytes: Uint8Array, from: number, to: number): number {
  const word = LITERALS[bytes[from]] ?? '';
  if (word === '') throw new JsonFault(from, 'a value is expected here');
  for (let i = 0; i < word.length; i++) {
    if (from + i >= to || bytes[from + i] !== word.charCodeAt(i))
      throw new JsonFault(from, 'a value is expected here');
  }
  return from + word.length;
}

const DEEPEST = 512;
const ignored = { seen: false };

/** Past the value that starts at `from`, whatever it is. */
export function skipValue(bytes: Uint8Array, from: number, to: number, depth = 0): number {
  const byte = from < to ? bytes[from] : 0;
  if (byte === QUOTE) return skipString(bytes, from, to, ignored);
  if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) return skipNumber(bytes, from, to);
  if (byte !== 0x7b && byte !== 0x5b) return skipLiteral(bytes, from, to);
  if (depth === DEEPEST) throw new JsonFault(from, `values are nested more than ${DEEPEST} deep`);
  return skipContainer(bytes, from, to, depth);
}

function skipContainer(bytes: Uint8Array, from: number, to: number, depth: number): number {
  const isObject = bytes[from] === 0x7b;
  const close = isObject ? 0x7d : 0x5d;
  let p = skipBlanks(bytes, from + 1, to);
  if (p < to && bytes[p] === close) return p + 1;
  for (;;) {
    if (isObject) p = skipKey(bytes, p, to, ignored).value;
    p = skipBlanks(bytes, skipValue(bytes, p, to, depth + 1), to);
    if (p < to && bytes[p] === close) return p + 1;
    if (p >= to || bytes[p] !== 0x2c) throw new JsonFault(p, `a comma or ${isObject ? '}' : ']'} is missing`);
    p = skipBlanks(bytes, p + 1, to);
  }
}

/** Past a key and its colon: where the key's closing quote ends, and where its value starts. */
export function skipKey(
  bytes: Uint8Array,
  from: number,
  to: number,
  escaped: { seen: boolean },
): { end: number; value: number } {
  if (from >= to || bytes[from] !== QUOTE) throw new JsonFault(from, 'a key in quotes is expected here');
  const end = skipString(bytes, from, to, escaped);
  const colon = skipBlanks(bytes, end, to);
  if (colon >= to || bytes[colon] !== 0x3a) throw new JsonFault(colon, 'a colon is missing after the key');
  return { end, value: skipBlanks(bytes, colon + 1, to) };
}
