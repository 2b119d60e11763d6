/** Numbers as a person reads them: true minus signs, thin spaces, as many digits as tell something, aligned in columns. */

const MINUS = '−';
/** Narrow no-break space, between a number and its unit. */
const THIN = ' ';

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 12345 → `12,345`. */
export function formatCount(value: number): string {
  return counts.format(value);
}

/** `1 row`, `12,345 rows`. */
export function formatRows(value: number): string {
  return `${formatCount(value)} ${value === 1 ? 'row' : 'rows'}`;
}

/** Fixed decimals; what rounds to zero has no sign. */
export function formatFixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** As `formatFixed`, with a sign for rises too. */
export function formatSigned(value: number, decimals: number): string {
  const text = formatFixed(value, decimals);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** Significant digits, plain where that is short, else as `2.1e−7`. */
export function formatSignificant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    return `${mantissa!}e${exponent!.replace('+', '')}`.replaceAll('-', MINUS);
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return formatFixed(value, Math.min(decimals, 8));
}

/** As `formatSignificant`, without zeros at the end: for numbers that stand alone. */
export function formatPlain(value: number, digits = 3): string {
  return formatSignificant(value, digits)
    .replace(/(\.\d*?)0+(?=e|$)/, '$1')
    .replace(/\.(?=e|$)/, '');
}

/**
 * A change within a column of changes: `decimals` fixed for all of them, so that they align; what would read as zero is
 * written out, since most rows of a heavy-tailed column are that small.
 */
export function formatChange(value: number, decimals: number): string {
  if (value !== 0 && Math.abs(value) < 0.5 * 10 ** -decimals) {
    return `${value > 0 ? '+' : ''}${formatSignificant(value, 2)}`;
  }
  return formatSigned(value, decimals);
}

/** Decimals with which the largest of a column of values shows `digits` significant ones; within `least` and `most`. */
export function decimalsFor(largest: number, digits: number, least: number, most: number): number {
  if (!(largest > 0)) return least;
  return Math.min(most, Math.max(least, digits - 1 - Math.floor(Math.log10(largest))));
}

/** How the changes of a column are written: multiplied by 10^exponent where they are small, with fixed decimals. */
export interface ChangeUnit {
  /** 0, 6, 9, … */
  exponent: number;
  decimals: number;
}

/** Changes below this are multiplied: zeros after the point tell nothing. */
const SMALL = 1e-3;

export function changeUnit(largest: number): ChangeUnit {
  if (!(largest > 0)) return { exponent: 0, decimals: 2 };
  const exponent = largest >= SMALL ? 0 : 3 * Math.ceil(-Math.log10(largest) / 3);
  return { exponent, decimals: decimalsFor(largest * 10 ** exponent, 3, 0, 8) };
}

/** A change in the unit of its column. */
export function formatInUnit(change: number, { exponent, decimals }: ChangeUnit): string {
  return formatChange(change * 10 ** exponent, decimals);
}

/** What stands in the column's title: ` ×10⁻⁶`, nothing for plain numbers. */
export function unitSuffix({ exponent }: ChangeUnit): string {
  if (exponent === 0) return '';
  const digits = String(exponent).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  return ` ×10⁻${digits}`;
}

/** A change that stands alone. */
export function formatLoneChange(change: number): string {
  return formatSigned(change, decimalsFor(Math.abs(change), 2, 3, 10));
}

/** 0.912 → `91.2 %`. A probability that is neither 0 nor 1 is not rounded to them. */
export function formatProbability(value: number, decimals = 1): string {
  if (!Number.isFinite(value)) return '–';
  const step = 10 ** -decimals;
  const percent = Math.min(100, Math.max(0, value * 100));
  if (value > 0 && percent < step / 2) return `<${THIN}${step.toFixed(decimals)}${THIN}%`;
  if (value < 1 && percent > 100 - step / 2) return `>${THIN}${(100 - step).toFixed(decimals)}${THIN}%`;
  return `${percent.toFixed(decimals)}${THIN}%`;
}

/** −0.072 → `−7.2 pp`. */
export function formatPoints(change: number, decimals = 1): string {
  return `${formatSigned(change * 100, decimals)}${THIN}pp`;
}

/** 0.41 → `41 %`. */
export function formatShare(value: number): string {
  const percent = value * 100;
  return `${percent < 10 && percent > 0 ? percent.toFixed(1) : percent.toFixed(0)}${THIN}%`;
}

/** Time left, coarsely: `5 s`, `2 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds}${THIN}s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes}${THIN}min` : `${(minutes / 60).toFixed(1)}${THIN}h`;
}
