/** Rankings and decisions for the tests of the review. */
import type { Decision } from '../../../../extension/contract/decisions';
import type { MislabelsResult } from '../../../../extension/contract/protocol';
import type { PlacedDecision } from '../../../../extension/host/review/types';

export const FILE = '/d/train.csv';

export interface Row {
  /** Its content; equal for identical records. */
  content: number;
  label: 0 | 1;
  /** Held-out probability of the other label. */
  other: number;
}

export const hashOf = (content: number) => content.toString(16).padStart(16, '0');

/** Two classes; record i stands on line i + 2. */
export function ranking(rows: readonly Row[], model: { testAccuracy?: number; fingerprint?: string } = {}) {
  const ints = (of: (row: Row, i: number) => number) => Int32Array.from(rows, of);
  const floats = (of: (row: Row, i: number) => number) => Float64Array.from(rows, of);
  return {
    head: {
      dataset: { fingerprint: model.fingerprint ?? 'f' },
      model: { testAccuracy: model.testAccuracy ?? 0.9, testLoss: 0.3, trainLoss: 0.2 },
    },
    file: FILE,
    score: 'alo',
    balanced: false,
    training: {
      classes: ['no', 'yes'],
      row: ints((_, i) => i),
      line: ints((_, i) => i + 2),
      label: ints(({ label }) => label),
    },
    suspicion: floats(({ other }) => other),
    looProbability: floats(({ other }) => 1 - other),
    suggested: ints(({ label }) => 1 - label),
    suggestedProbability: floats(({ other }) => other),
    order: Int32Array.from(rows.keys()).sort((a, b) => rows[b]!.other - rows[a]!.other || a - b),
    hashes: Uint32Array.from(rows.flatMap(({ content }) => [0, content])),
  } as unknown as MislabelsResult;
}

export function decision(
  row: number,
  content: number,
  kind: Decision['decision'],
  more: Partial<Decision> = {},
): Decision {
  return {
    file: 'train.csv',
    row,
    line: row + 2,
    hash: hashOf(content),
    decision: kind,
    from: 'no',
    at: '2026-01-02T03:04:05Z',
    ...more,
  };
}

export function placed(entry: Decision, counts = true, hash = entry.hash): PlacedDecision {
  const { row, line } = entry;
  return { entry, file: FILE, counts, place: { file: FILE, row, line, start: 10, end: 20, hash } };
}
