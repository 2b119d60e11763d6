/** Which rows are listed and in which order, as filters, order, search and flags change. */
import { filterRows, type RowFilter } from '../data/filtering';
import { createOrderings, type Sort } from '../data/ordering';
import { sortKeys, type ExplanationRows } from './rows';

/** Milliseconds after the last key before the engine is asked. */
const TYPING = 180;

export interface RowList {
  readonly shown: Int32Array;
  readonly searching: boolean;
  readonly searchError: string | undefined;
  /** Computes the list anew; searches first when the text is another. */
  update(filter: RowFilter, sort: Sort, flagged: ReadonlySet<number>): void;
  dispose(): void;
}

export function createRowList(
  rows: ExplanationRows,
  search: (text: string, signal: AbortSignal) => Promise<Uint8Array>,
  changed: () => void,
): RowList {
  const orderings = createOrderings(rows.result.order, (column) => sortKeys(rows, column));
  let shown = rows.result.order;
  let found: { text: string; matches: Uint8Array } | undefined;
  let searchError: string | undefined;
  let asking: { text: string; abort: AbortController } | undefined;
  let wanted: { filter: RowFilter; sort: Sort; flagged: ReadonlySet<number> } | undefined;

  const apply = () => {
    if (!wanted) return;
    const { filter, sort, flagged } = wanted;
    const { training } = rows.result;
    const columns = { ...training, effect: rows.effect };
    shown = filterRows(
      orderings.sorted(sort),
      filter,
      columns,
      flagged,
      filter.text === '' ? undefined : found?.matches,
    );
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
    update(filter, sort, flagged) {
      wanted = { filter, sort, flagged };
      const { text } = filter;
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
