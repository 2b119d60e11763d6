/** A flag in words. */
import type { Flag } from '../../contract/flags';

/** `Suspected mislabel: "spam", the model suggests "ham".` */
export function flagMessage({ label, suggested, note }: Flag): string {
  const given = label === undefined ? '' : `: "${label}"`;
  const other = suggested === undefined || suggested === label ? '' : `, the model suggests "${suggested}"`;
  return `Suspected mislabel${given}${other}${note === undefined ? '' : ` (${note})`}`;
}
