/** The text of the column before the rows: always of one width. */
import { formatNumber } from './format';

const WIDTH = 7;
/** A space that the editor does not collapse. */
const SPACE = '\u00a0';
/** Below this share of the largest value, digits tell nothing. */
const NEGLIGIBLE = 1e-4;

export interface ColumnValue {
  value: number;
  /** The largest of all rows. */
  largest: number;
  /** It is not of the text on screen: told by a question mark. */
  stale: boolean;
}

/** Right-aligned, two digits; `≈0` beside much larger values; blank without a value. */
export function columnText(shown: ColumnValue | undefined): string {
  if (!shown) return SPACE.repeat(WIDTH);
  const { value, largest, stale } = shown;
  const text = Math.abs(value) < largest * NEGLIGIBLE ? '≈0' : formatNumber(value, 2);
  return `${text}${stale ? '?' : ''}`.padStart(WIDTH, SPACE);
}
