/**
 * Dates that can be read in one way only: 2024-05-31, 2024/05/31 and 31.05.2024, each optionally with a time
 * (14:05, 14:05:59.123) and a zone (Z, +02:00); without a zone they are UTC.
 */

const TIME = String.raw`(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?`;
const ZONE = String.raw`(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`;
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}${ZONE}$`);
const DAY_FIRST = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${TIME}${ZONE}$`);
const AMBIGUOUS = /^\d{1,2}[/-]\d{1,2}[/-](\d{2}|\d{4})\b/;

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const minutes = 60 * Number(zone.slice(1, 3)) + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** Milliseconds since 1970, UTC; NaN when the text is no date of these forms or no day of the calendar. */
export function parseDate(text: string): number {
  let year: string, month: string, day: string;
  let rest: (string | undefined)[];
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    [, year, , month, day, ...rest] = yearFirst;
  } else {
    const dayFirst = DAY_FIRST.exec(text);
    if (dayFirst === null) return NaN;
    [, day, month, year, ...rest] = dayFirst;
  }
  const [hour = '0', minute = '0', second = '0', fraction = '', zone] = rest;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return NaN;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return NaN;
  const clock = (Number(hour) * 60 + Number(minute) - zoneMinutes(zone)) * 60 + Number(second);
  return date.getTime() + clock * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** Whether a text looks like a date whose day and month cannot be told apart, such as 03/04/2024. */
export function isAmbiguousDate(text: string): boolean {
  return AMBIGUOUS.test(text);
}

/** `2024-05-31`, or with the time of day where there is one; UTC. */
export function dateText(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace(/\.000Z$/, 'Z');
}
