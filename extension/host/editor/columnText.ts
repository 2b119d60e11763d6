/** The text of the column before the rows: always of one width. */
import { formatNumber } from './format';

const WIDTH = 7;
/** A space that the editor does not collapse. */
const SPACE = '\u00a0';

/** Right-aligned; `?` behind numbers that are not of the text on screen; blank without a number. */
export function columnText(value: number | undefined, stale: boolean): string {
  if (value === undefined) return SPACE.repeat(WIDTH);
  return `${formatNumber(value)}${stale ? '?' : ''}`.padStart(WIDTH, SPACE);
}
