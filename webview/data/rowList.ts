/** Which rows are listed and in which order, as filters, order and search change. */
import { createOrderings, type Sort, type SortKeys } from './ordering';

/** Milliseconds after the last key before the engine is asked. */
const TYPING = 180;

export interface RowQuery {
  sort: Sort;
  /** Searched in the rows' cells by the engine. */
  text: string;
  /** Positions of `sorted` that pass. `matches` is the engine's answer to `text`; absent when there is no text. */
  filter(sorted: Int32Array, matches?: Uint8Array): Int32Array;
}

export interface RowList {
  readonly shown: Int32Array;
  readonly searching: boolean;
  readonly searchError: string | undefined;
  /** Computes the list anew; searches first when the text is another. */
  update(query: RowQuery): void;
  dispose(): void;
}

/** `order` is the ranking; `keysOf` gives what a column is sorted by, undefined for the ranking itself. */
export function createRowList(
  order: Int32Array,
  keysOf: (column: string) => SortKeys | undefined,
  search: (text: string, signal: AbortSignal) => Promise<Uint8Array>,
  changed: () => void,
): RowList {
  const orderings = createOrderings(order, keysOf);
  let shown = order;
  let found: { text: string; matches: Uint8Array } | undefined;
  let searchError: string | undefined;
  let asking: { text: string; abort: AbortController } | undefined;
  let wanted: RowQuery | undefined;

  const apply = () => {
    if (!wanted) return;
    const { filter, sort, text } = wanted;
    shown = filter(orderings.sorted(sort), text === '' ? undefined : found?.matches);
    changed();
  };

  const ask = async (text: string, abort: AbortController) => {
    try {
      await new Promise((resolve) => setTimeout(resolve, TYPING));
      if (abort.signal.aborted) return;
      const matches = await search(text, abort.signal);
      if (abort.signal.aborted) return;
      found = { text, matches };
      searchError = undefined;
    } catch (thrown) {
      if (abort.signal.aborted) return;
      searchError = thrown instanceof Error ? thrown.message : String(thrown);
    }
    asking = undefined;
    apply();
  };

  return {
    get shown() {
      return shown;
    },
    get searching() {
      return asking !== undefined;
    },
    get searchError() {
      return searchError;
    },
    update(query) {
      wanted = query;
      const { text } = query;
      if (text === '' || text === found?.text) {
        asking?.abort.abort();
        asking = undefined;
        if (text === '') searchError = undefined;
      } else if (asking?.text !== text) {
        asking?.abort.abort();
        asking = { text, abort: new AbortController() };
        void ask(text, asking.abort);
      }
      // While a search runs the list stays as it was: half of an answer is not shown.
      if (asking) changed();
      else apply();
    },
    dispose() {
      asking?.abort.abort();
    },
  };
}
