import type { ExplainDocument } from '../../contract/documents';
import { explainDocument as documentOf } from '../../contract/explainDocument';
import type { ExplainResult } from '../../contract/protocol';

export interface Selection {
  /** How many rows, most important first. */
  top: number;
  /** Every training row instead. */
  all: boolean;
}

/** @param selection with `all` the rows are in file order, else by rank */
export function explainDocument(result: ExplainResult, { all, top }: Selection): ExplainDocument {
  const { order } = result;
  return documentOf(result, all ? Array.from(order.keys()) : order.subarray(0, top));
}
