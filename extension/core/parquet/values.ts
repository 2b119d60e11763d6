/** Values of a Parquet file as text. */
import { dateText } from '../tables/dates';

/** A value as it is shown and compared: dates in ISO form, nested values as JSON; empty where missing. */
export function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return dateText(value.getTime());
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value === 'object') return JSON.stringify(value, plain);
  return String(value);
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
