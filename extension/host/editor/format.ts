/** Numbers and rows as people read them. */

/** Three significant digits unless told otherwise, no long runs of zeros, no digit before the point lost: `31.2`, `0.0686`, `4.1e−9`. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size >= 1e6 || size < 1e-3
      ? value.toExponential(1)
      : String(size >= 10 ** digits ? Math.round(value) : Number(value.toPrecision(digits)));
  return text.replace('e+', 'e').replace(/^-/, '−').replace('e-', 'e−');
}

/** `97.9 %`; never `100 %` or `0 %` for what is not quite certain. */
export function formatPercent(probability: number): string {
  if (!Number.isFinite(probability)) return '–';
  const percent = probability * 100;
  if (percent > 99.9 && percent < 100) return '> 99.9 %';
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${Number(percent.toFixed(1))} %`;
}

/** `1,203`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `3 rows`, `1 row`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `4 s`, `2 min`: how long something takes, roughly. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** `1.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  return bytes < 1e6
    ? `${Number((bytes / 1e3).toPrecision(2))} kB`
    : `${Number((bytes / 1e6).toPrecision(3))} MB`;
}

/** At most `length` characters on one line. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
