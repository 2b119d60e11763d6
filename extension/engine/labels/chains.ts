/** Decisions on one record after another: what they come to. */
import type { Decision } from '../../contract/decisions';

/** A change of one record's label, with the line of the patch that asks for it first. */
export interface Fix {
  line: number;
  /** The record as it was before each of the decisions on it, in the order of time. */
  states: [Decision, ...Decision[]];
  to: string;
  /** Content hash of the record with the fix done, where it is known. */
  hashAfter?: string;
}

/** The fixes of a patch in the order of its lines; one that goes on where an earlier one ended is one with it. */
export function fixesOf(lines: readonly { entry: Decision; line: number }[]): Fix[] {
  const fixes = lines.flatMap(({ entry, line }) =>
    entry.decision === 'fixed' && entry.to !== undefined ? [{ line, entry, to: entry.to }] : [],
  );
  const chains: Fix[] = [];
  for (const { line, entry, to } of fixes.sort((a, b) => compareTime(a.entry, b.entry))) {
    const open = chains.filter((fix) => fix.states[0].file === entry.file && fix.hashAfter === entry.hash);
    const going =
      open.find((fix) => fix.states.at(-1)!.row === entry.row) ?? (open.length === 1 ? open[0] : undefined);
    if (going) {
      going.states.push(entry);
      Object.assign(going, { to, hashAfter: entry.hashAfter });
    } else {
      chains.push({ line, states: [entry], to, hashAfter: entry.hashAfter });
    }
  }
  return chains.sort((a, b) => a.line - b.line);
}

function compareTime(a: Decision, b: Decision): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}
