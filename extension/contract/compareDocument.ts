/** A comparison as the document of the command line, with the rows that are asked for. */
import type { CompareDocument, ComparedModel, ComparedRow, ComparedSide, CompareResult } from './compare';
import { sampleFile } from './records';

/** @param positions training rows (positions, not record indices), in the order in which they are listed */
export function compareDocument(result: CompareResult, positions: ArrayLike<number>): CompareDocument {
  const { a, b, agreement } = result;
  const rows = comparedRows(result, positions);
  return { kind: 'compare', version: 1, a: modelOf(a), b: modelOf(b), agreement, rows };
}

export function comparedRows({ a, b, training }: CompareResult, positions: ArrayLike<number>): ComparedRow[] {
  const { train } = a.head.dataset;
  const ranks = [placesOf(a.order), placesOf(b.order)];
  const of = ({ removal, distance }: ComparedSide, rank: Int32Array, at: number) => ({
    rank: rank[at],
    removal: removal[at],
    distance: distance[at],
  });
  return Array.from(positions, (at) => ({
    file: training.files === undefined ? train : sampleFile(train, training.files[at]),
    row: training.row[at],
    line: training.line[at],
    label: training.classes[training.label[at]],
    a: of(a, ranks[0], at),
    b: of(b, ranks[1], at),
  }));
}

/** Positions by the better of their two places. */
export function bestOfEither({ a, b }: CompareResult): number[] {
  const [inA, inB] = [placesOf(a.order), placesOf(b.order)];
  const best = (at: number): number => Math.min(inA[at], inB[at]);
  return Array.from(a.order.keys()).sort((i, j) => best(i) - best(j) || inA[i] - inA[j]);
}

/** By position: the place in the order, from 1. */
export function placesOf(order: Int32Array): Int32Array {
  const places = new Int32Array(order.length);
  order.forEach((at, i) => (places[at] = i + 1));
  return places;
}

function modelOf({ head, target, distanceCorrelation }: ComparedSide): ComparedModel {
  return { head, target, distanceCorrelation };
}
