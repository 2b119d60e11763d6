/** What all checks of single predictions found, kept for the workspace: they take minutes, and outlive a reload of the window. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Memento } from 'vscode';
import type { Check } from '../contract/documents';

export interface CheckedPredictions {
  /** @param of names the prediction and all that the checks stand on */
  get(of: string): Check[] | undefined;
  put(of: string, checks: Check[]): void;
}

const KEY = 'influence.checkedPredictions';
const MOST = 50;

const check = v.object({
  name: v.string(),
  status: v.picklist(['pass', 'warn', 'fail']),
  value: v.nullable(v.number()),
  message: v.string(),
});
const stored = v.object({
  version: v.string(),
  /** Newest last. */
  all: v.array(v.object({ of: v.string(), checks: v.array(check) })),
});

/** @param version of the extension: another one may check other things */
export function createCheckedPredictions(
  state: Pick<Memento, 'get' | 'update'>,
  version: string,
): CheckedPredictions {
  const read = v.safeParse(stored, state.get(KEY));
  let all = read.success && read.output.version === version ? read.output.all : [];
  const short = (of: string): string => createHash('sha256').update(of).digest('base64url');
  return {
    get: (of) => all.find((each) => each.of === short(of))?.checks,
    put(of, checks) {
      const key = short(of);
      all = [...all.filter((each) => each.of !== key), { of: key, checks }].slice(-MOST);
      void state.update(KEY, { version, all });
    },
  };
}
