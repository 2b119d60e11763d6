import type { ColumnBound } from '../../contract/audit';
import { usage } from './parse';
import type { OptionValues } from './types';

const BOUND = /^(\d+(?:\.\d+)?)( ?sd)?$/;

/** The bounds that --bound names: COLUMN=NUMBER in the units of the column, COLUMN=NUMBERsd; several joined by &. */
export function boundsOf({ bound }: OptionValues): Record<string, ColumnBound> | undefined {
  if (bound === undefined) return undefined;
  return Object.fromEntries(
    String(bound)
      .split('&')
      .map((text): [string, ColumnBound] => {
        const at = text.lastIndexOf('=');
        const [column, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
        const found = BOUND.exec(value);
        if (at < 1 || !found) throw usage(`"${text}" is no bound.`, 'Write COLUMN=2 or COLUMN=0.5sd.');
        return [column, found[2] === undefined ? Number(value) : value];
      }),
  );
}
