/** Cells of the rows that were on screen, asked for when they come there and kept while there is room. */
import type { RecordCells } from '../../extension/contract/records';

/** Rows kept; the ones asked for longest ago go first. */
const KEPT = 3000;
/** Rows asked for at a time. */
const CHUNK = 500;

export interface CellStore {
  get(position: number): RecordCells | undefined;
  /** Why the cells of the rows asked for last did not come. */
  readonly failure: string | undefined;
  want(positions: Int32Array): void;
  dispose(): void;
}

export function createCellStore(
  fetch: (positions: number[], signal: AbortSignal) => Promise<RecordCells[]>,
  arrived: () => void,
): CellStore {
  const known = new Map<number, RecordCells>();
  let asking: AbortController | undefined;
  let failure: string | undefined;

  const ask = async (positions: number[]) => {
    asking?.abort();
    const abort = new AbortController();
    asking = abort;
    try {
      for (let from = 0; from < positions.length; from += CHUNK) {
        const chunk = positions.slice(from, from + CHUNK);
        const cells = await fetch(chunk, abort.signal);
        if (abort.signal.aborted) return;
        chunk.forEach((position, i) => known.set(position, cells[i]));
      }
      failure = undefined;
    } catch (thrown) {
      if (abort.signal.aborted) return;
      failure = thrown instanceof Error ? thrown.message : String(thrown);
    }
    for (const position of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(position);
    }
    arrived();
  };

  return {
    get: (position) => known.get(position),
    get failure() {
      return failure;
    },
    want(positions) {
      const missing = Array.from(positions).filter((position) => !known.has(position));
      if (missing.length > 0) void ask(missing);
    },
    dispose() {
      asking?.abort();
    },
  };
}
