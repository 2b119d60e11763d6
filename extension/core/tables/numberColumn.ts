/** Cells as numbers, without a string in between where that is possible. */
import { isMissing, trimEnd, trimStart } from './blank';
import { decodeUtf8 } from './encoding';
import { BROKEN, needsRewrite, rewriteField } from './fields';
import { parseNumber } from './number';

/** Thrown in place of a number; `infinite` when it is one that no finite double holds. */
export class NotANumber {
  constructor(
    readonly text: string,
    readonly infinite: boolean,
  ) {}
}

const INFINITE = /^[+-]?(inf|infinity|∞)$/i;

/** Whether a text stands for a number that is not finite: `inf`, `-Infinity`, `1e999`. */
export function isInfinite(text: string): boolean {
  return INFINITE.test(text) || Math.abs(numberFromText(text)) === Infinity;
}

const encoder = new TextEncoder();

/** The number a text spells, as in a file; NaN when it is none. */
export function numberFromText(text: string): number {
  const bytes = encoder.encode(text);
  return parseNumber(bytes, 0, bytes.length);
}

/** The number in a field that `parseNumber` alone did not read: NaN when it is missing. Throws `NotANumber`. */
export function numberFromField(bytes: Uint8Array, start: number, end: number, form: number): number {
  let content = bytes;
  let from = start;
  let to = end;
  if (needsRewrite(form)) {
    content = rewriteField(bytes, start, end, form);
    from = 0;
    to = content.length;
  }
  from = trimStart(content, from, to);
  to = trimEnd(content, from, to);
  if (isMissing(content, from, to)) return NaN;
  const value = form === BROKEN ? NaN : parseNumber(content, from, to);
  if (Number.isFinite(value)) return value;
  const text = decodeUtf8(content, from, to);
  throw new NotANumber(text, isInfinite(text));
}
