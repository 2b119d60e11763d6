/** Both models as the view reads them. */
import type { ComparedSide, CompareResult } from '../../extension/contract/compare';
import { placesOf } from '../../extension/contract/compareDocument';
import { rowName } from '../format/rowNames';
import { changeUnit, formatLoneChange, formatPlain, type ChangeUnit } from '../format/numbers';
import { trainingRow } from '../format/trainingRow';

export interface Side extends ComparedSide {
  name: 'A' | 'B';
  /** By position, from 1. */
  place: Int32Array;
  /** How changes of the loss are written. */
  unit: ChangeUnit;
}

export interface Sides {
  a: Side;
  b: Side;
}

/** First rows that the models are compared by. */
export const FIRST = 10;

export function sidesOf({ a, b }: CompareResult): Sides {
  return { a: sideOf('A', a), b: sideOf('B', b) };
}

function sideOf(name: Side['name'], side: ComparedSide): Side {
  const largest = Math.abs(side.removal[side.order[0] ?? 0] ?? 0);
  return { ...side, name, place: placesOf(side.order), unit: changeUnit(largest) };
}

/** A training row in both models, in one line. */
export function describeRow(result: CompareResult, { a, b }: Sides, at: number): string {
  const row = trainingRow(result.training, result.a.head.dataset, at);
  const name = rowName(result.a.head.dataset, row);
  const of = ({ name: model, place, removal, distance }: Side) =>
    `in ${model} number ${place[at]}, loss ${formatLoneChange(removal[at]!)} without it, distance ${formatPlain(distance[at]!)}`;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}, ${row.label}: ${of(a)}; ${of(b)}.`;
}
