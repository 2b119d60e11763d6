/** Numbers as a person reads them. */

/** Decimals at which the smallest of these changes of a share still shows: 1 to 6. */
export function decimalsFor(changes: readonly number[]): number {
  const sizes = changes.map(Math.abs).filter((size) => size > 0);
  if (sizes.length === 0) return 1;
  const smallest = Math.min(...sizes) * 100;
  return Math.min(6, Math.max(1, Math.ceil(-Math.log10(smallest)) + 1));
}

/** A share as `97.2 %`. A share that is not 1 is never shown as 100 %. */
export function percent(share: number, decimals = 1): string {
  const text = (share * 100).toFixed(decimals);
  if (share < 1 && Number(text) >= 100) return `> ${(100 - 10 ** -decimals).toFixed(decimals)} %`;
  if (share > 0 && Number(text) === 0) return `< ${(10 ** -decimals).toFixed(decimals)} %`;
  return `${text} %`;
}

/** Three significant digits, with a true minus and an explicit plus: a change. */
export function change(value: number): string {
  if (value === 0) return '0';
  const size = figures(Math.abs(value));
  return value < 0 ? `−${size}` : `+${size}`;
}

/** Three significant digits; very small and very large ones with a power of ten. */
export function figures(value: number): string {
  const size = Math.abs(value);
  if (value === 0) return '0';
  if (size < 1e-4 || size >= 1e6) return value.toExponential(1);
  return size >= 100 ? value.toFixed(1) : value.toPrecision(3);
}

/** `12 ms`, `3.4 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(1, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `1 row`, `2 rows`, `20,000 rows`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}
