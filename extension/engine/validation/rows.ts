/** Which rows are left out one at a time, and what is told of each. */
import type { AgreementByChoice, ValidateRow } from '../../contract/documents';
import type { Influence } from '../../core/models/types';
import { createRandom, shuffle } from '../../core/random';
import { recordFile } from '../../core/tables/cells';
import { orderBySize } from '../../core/orderBySize';
import type { Dataset } from '../dataset/types';
import { agreementOf } from '../documents/agreement';
import type { Change } from './leaveOut';

export interface ChosenRow {
  /** Position among the training rows. */
  at: number;
  choice: ValidateRow['chosen'];
}

/** Every training row in a random order: drawn before anything is known of them. */
export function drawCandidates({ train, seed }: Pick<Dataset, 'train' | 'seed'>): Int32Array {
  return shuffle(Int32Array.from(train.rows.keys()), createRandom(seed));
}

/** Of so many rows that are left out, how many are the most influential ones. */
export function topCount(count: number): number {
  return Math.ceil(count / 2);
}

/** Half of them the most influential, the rest the first candidates that are not; largest predicted change first. */
export function chooseRows(influence: Influence, count: number, candidates: Int32Array): ChosenRow[] {
  const { removalDelta, removalForecast = removalDelta, forecastRows } = influence;
  // Where not all are forecast, the leading ones were taken by the first order.
  const order = orderBySize(forecastRows ? removalDelta : removalForecast);
  const top = new Set(order.subarray(0, topCount(count)));
  const drawn = new Set(candidates.filter((at) => !top.has(at)).subarray(0, count - top.size));
  return Array.from(order).flatMap((at): ChosenRow[] =>
    top.has(at) ? [{ at, choice: 'top' }] : drawn.has(at) ? [{ at, choice: 'random' }] : [],
  );
}

/** Those asked for; largest predicted change first. */
export function askedRows(influence: Influence, asked: Int32Array): ChosenRow[] {
  const { removalDelta, removalForecast = removalDelta, forecastRows } = influence;
  const wanted = new Set(asked);
  const order = orderBySize(forecastRows ? removalDelta : removalForecast);
  return Array.from(
    order.filter((at) => wanted.has(at)),
    (at) => ({ at, choice: 'asked' }),
  );
}

export function validateRow(
  { train, classes }: Dataset,
  influence: Influence,
  { at, choice }: ChosenRow,
  actual: Change,
): ValidateRow {
  const row = train.rows[at];
  return {
    file: recordFile(train.file.name, train.file.table.records, row),
    row,
    line: train.file.table.records.line[row],
    label: classes[train.labels[at]],
    chosen: choice,
    removalDelta: influence.removalDelta[at],
    removalForecast: influence.forecastRows?.[at] === 0 ? undefined : influence.removalForecast?.[at],
    actual: actual.loss,
    removalProbabilityDelta: influence.removalProbabilityDelta[at],
    actualProbabilityDelta: actual.probability,
  };
}

/** Over the rows that have this prediction. */
export function agreementBy(
  rows: readonly ValidateRow[],
  predicted: (row: ValidateRow) => number | undefined,
): AgreementByChoice {
  const of = (part: readonly ValidateRow[]) => {
    const pairs = part.flatMap((row) => {
      const value = predicted(row);
      return value === undefined ? [] : [{ value, actual: row.actual }];
    });
    return agreementOf(
      pairs.map((pair) => pair.value),
      pairs.map((pair) => pair.actual),
    );
  };
  return {
    all: of(rows),
    top: of(rows.filter((row) => row.chosen === 'top')),
    random: of(rows.filter((row) => row.chosen === 'random')),
  };
}
