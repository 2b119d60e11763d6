/** Results on their way to the page of the panel: what it holds already is not sent again. */

/** A typed array of the form of one that the page was given at this path of an earlier result, and still holds. */
export interface KeptArray {
  keptArray: string;
}

/** A `ShownResult` (shown.ts) in which arrays are named instead of given; only `restore` of the page reads it. */
export interface PackedResult {
  packed: unknown;
}
